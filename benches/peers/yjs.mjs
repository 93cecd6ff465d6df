// Yjs: a map of maps, one transaction a batch, updates in their first encoding (the second is smaller and slower).
import { plainRows, recordId } from './systems.mjs';

export default async ({ load, version }) => {
  const Y = await load('yjs');
  const make = (number) => {
    const doc = new Y.Doc();
    doc.clientID = number + 1;
    return doc;
  };
  const complete = (doc) => Y.encodeStateAsUpdate(doc);
  return {
    version: version('yjs'),
    create: make,
    write(doc, pairs) {
      const records = doc.getMap('records');
      doc.transact(() => {
        for (const [number, fields] of pairs) records.set(recordId(number), new Y.Map(Object.entries(fields)));
      });
    },
    open(bytes, number) {
      const doc = make(1000 + number);
      Y.applyUpdate(doc, bytes);
      doc.getMap('records');
      return doc;
    },
    kept: complete,
    change(doc, list) {
      const records = doc.getMap('records');
      doc.transact(() => {
        for (const [number, field, value] of list) records.get(recordId(number)).set(field, value);
      });
    },
    mark: (doc) => Y.encodeStateVector(doc),
    complete,
    delta: (doc, from) => Y.encodeStateAsUpdate(doc, from),
    take(doc, files) {
      doc.transact(() => {
        for (const file of files) Y.applyUpdate(doc, file);
      });
      return doc;
    },
    rows(doc) {
      const rows = [];
      doc.getMap('records').forEach((map, id) => {
        const row = map.toJSON();
        row.id = id;
        rows.push(row);
      });
      return rows;
    },
    plain: plainRows,
    conflicts: () => null,
    close: (doc) => doc.destroy(),
    drop() {},
  };
};
