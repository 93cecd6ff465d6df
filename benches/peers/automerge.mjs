// Automerge: a map of records in one document, one change a batch. Texts are ImmutableString: a form's field is one value,
// and the default, a text edited letter by letter, takes twice as long to take in.
import { FIELDS, plainRows, recordId } from './systems.mjs';

export default async ({ load, version }) => {
  const A = await load('@automerge/automerge');
  const actor = (number) => (number + 1).toString(16).padStart(32, '0');
  const value = (it) => (typeof it === 'string' ? new A.ImmutableString(it) : it);
  const plain = (it) => (it !== null && typeof it === 'object' ? it.val : it);
  // All offices begin with the same document, so that their records go into one map.
  const first = A.save(A.change(A.init({ actor: 'ff'.repeat(16) }), { time: 1 }, (doc) => { doc.records = {}; }));
  return {
    version: version('@automerge/automerge'),
    create: (number) => ({ number, doc: null }),
    write(office, pairs) {
      office.doc = A.change(A.load(first, { actor: actor(office.number) }), { time: 1767225600 }, (doc) => {
        for (const [number, fields] of pairs) {
          doc.records[recordId(number)] = Object.fromEntries(FIELDS.map((field) => [field, value(fields[field])]));
        }
      });
    },
    open: (bytes, number) => ({ doc: A.load(bytes, { actor: actor(1000 + number) }) }),
    kept: (office) => A.save(office.doc),
    change(office, list) {
      office.doc = A.change(office.doc, { time: 1770000000 }, (doc) => {
        for (const [number, field, it] of list) doc.records[recordId(number)][field] = value(it);
      });
    },
    mark: (office) => A.getHeads(office.doc),
    complete: (office) => A.save(office.doc),
    delta: (office, heads) => A.saveSince(office.doc, heads),
    take(office, files) {
      // Its files may be joined, so that many cost one call.
      const file = files.length === 1 ? files[0] : Buffer.concat(files);
      office.doc = office.doc ? A.loadIncremental(office.doc, file) : A.load(file, { actor: actor(office.number) });
      return office;
    },
    rows({ doc }) {
      const rows = [];
      const records = doc.records;
      for (const id in records) {
        const it = records[id];
        rows.push({ id, contact: plain(it.contact), due: plain(it.due), kind: plain(it.kind), note: plain(it.note), owner: plain(it.owner), place: plain(it.place), qty: plain(it.qty), title: plain(it.title) });
      }
      return rows;
    },
    plain: plainRows,
    conflicts({ doc }) {
      let count = 0;
      for (const id in doc.records) {
        for (const field of FIELDS) {
          const several = A.getConflicts(doc.records[id], field);
          if (several && new Set(Object.values(several).map(plain)).size > 1) count++;
        }
      }
      return count;
    },
    close: ({ doc }) => A.free(doc),
    drop() {},
  };
};
