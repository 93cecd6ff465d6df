// Loro: a map of maps, one commit a batch. Every handle is freed: one that lives keeps memory in the module until the engine
// happens to collect it.
import { plainRows, recordId } from './systems.mjs';

export default async ({ load, version }) => {
  const { LoroDoc, LoroMap } = await load('loro-crdt');
  const make = (number) => {
    const doc = new LoroDoc();
    doc.setPeerId(BigInt(number + 1));
    return doc;
  };
  return {
    version: version('loro-crdt'),
    create: make,
    write(doc, pairs) {
      const records = doc.getMap('records');
      for (const [number, fields] of pairs) {
        const map = records.setContainer(recordId(number), new LoroMap());
        for (const field in fields) map.set(field, fields[field]);
        map.free();
      }
      records.free();
      doc.commit({ timestamp: 1767225600 });
    },
    open(bytes, number) {
      const doc = make(1000 + number);
      doc.import(bytes);
      // What it read lies packed until it is asked for; an open app has shown its lists.
      doc.toJSON();
      return doc;
    },
    kept: (doc) => doc.export({ mode: 'snapshot' }),
    change(doc, list) {
      const records = doc.getMap('records');
      for (const [number, field, value] of list) {
        const map = records.get(recordId(number));
        map.set(field, value);
        map.free();
      }
      records.free();
      doc.commit({ timestamp: 1770000000 });
    },
    mark: (doc) => doc.version(),
    complete: (doc) => doc.export({ mode: 'snapshot' }),
    delta: (doc, from) => doc.export({ mode: 'update', from }),
    take(doc, files) {
      if (files.length === 1) doc.import(files[0]);
      else doc.importBatch(files);
      return doc;
    },
    rows(doc) {
      const { records } = doc.toJSON();
      const rows = [];
      for (const id in records) {
        const it = records[id];
        it.id = id;
        rows.push(it);
      }
      return rows;
    },
    plain: plainRows,
    conflicts: () => null,
    close: (doc) => doc.free(),
    drop() {},
  };
};
