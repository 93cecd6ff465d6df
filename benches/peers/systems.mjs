// The systems compared, ours first. Each .mjs named here exports one function that makes its side of the interface below,
// given `load` (imports a package of the cache) and `engine` (the folder of our own WebAssembly):
//
//   version            of the package
//   create(n)          an office that holds nothing; n tells it from others
//   write(o, pairs)    records of its own: [number, fields]
//   open(bytes, n)     an office from what `kept` returned, as another opening of its app
//   kept(o)            what the office keeps for itself
//   change(o, list)    changed fields: [number, field, value]
//   mark(o)            how far it reaches; a delta is what came after
//   complete(o)        the file that has everything
//   delta(o, mark)     the file that has what came after the mark
//   take(o, files)     takes files in and returns the office
//   rows(o)            every field of every record as typed values
//   plain(rows)        the same as [{id: number, contact, due, …}], for the check
//   conflicts(o)       how many fields have several values; null where the system cannot tell
//   close(o), drop(rows)   give memory back
//   copy(o)            optional: an office whose delta was not made yet; others make it again from the same office
//   objects(rows)      optional: the rows as JavaScript objects, where they are none
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import path from 'node:path';

export const SYSTEMS = ['ours', 'automerge', 'loro', 'yjs', 'tinybase'];
export const TITLES = { ours: 'ours', automerge: 'Automerge', loro: 'Loro', yjs: 'Yjs', tinybase: 'TinyBase' };
export const FIELDS = ['contact', 'due', 'kind', 'note', 'owner', 'place', 'qty', 'title'];

/** The interface of a system; nothing of the others is loaded into this process. */
export async function system(name, packages, engine) {
  const require = createRequire(path.join(path.resolve(packages), 'package.json'));
  const load = async (it) => {
    const loaded = await import(pathToFileURL(require.resolve(it)));
    return loaded.default ?? loaded;
  };
  const version = (it) => JSON.parse(readFileSync(path.join(packages, 'package-lock.json'))).packages[`node_modules/${it}`].version;
  const made = await import(`./${name}.mjs`);
  return made.default({ load, version, engine });
}

/** What peers call a record. */
export const recordId = (number) => 'r' + number.toString(36).padStart(5, '0');
export const recordNumber = (id) => parseInt(id.slice(1), 36);
/** The check's form of rows that are arrays of plain objects with the peers' ids. */
export const plainRows = (rows) => rows.map((row) => ({ ...row, id: recordNumber(row.id) }));
