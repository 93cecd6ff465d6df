// TinyBase: one table of a MergeableStore, one transaction a batch. A delta is what the transaction's listener is given,
// because a store cannot be asked for it later.
import { plainRows, recordId } from './systems.mjs';

export default async ({ load, version }) => {
  const { createMergeableStore } = await load('tinybase');
  const make = (number, time) => {
    let now = time;
    return { store: createMergeableStore('office' + String(number).padStart(4, '0'), () => ++now), last: null };
  };
  const packed = (it) => Buffer.from(JSON.stringify(it));
  const unpacked = (bytes) => JSON.parse(bytes.toString());
  const complete = ({ store }) => packed(store.getMergeableContent());
  return {
    version: version('tinybase'),
    create: (number) => make(number, 1767225600000 + number * 1000),
    write({ store }, pairs) {
      store.transaction(() => {
        for (const [number, fields] of pairs) store.setRow('records', recordId(number), fields);
      });
    },
    open(bytes, number) {
      const office = make(1000 + number, 1770000000000);
      office.store.setMergeableContent(unpacked(bytes));
      return office;
    },
    kept: complete,
    change(office, list) {
      const { store } = office;
      const listener = store.addDidFinishTransactionListener(() => { office.last = store.getTransactionMergeableChanges(); });
      store.transaction(() => {
        for (const [number, field, value] of list) store.setCell('records', recordId(number), field, value);
      });
      store.delListener(listener);
    },
    mark: () => null,
    complete,
    delta: ({ last }) => packed(last),
    take(office, files) {
      if (files.length === 1 && !office.store.hasTables()) {
        office.store.setMergeableContent(unpacked(files[0]));
        return office;
      }
      office.store.transaction(() => {
        for (const file of files) office.store.applyMergeableChanges(unpacked(file));
      });
      return office;
    },
    rows({ store }) {
      const table = store.getTable('records');
      const rows = [];
      for (const id in table) {
        const it = table[id];
        it.id = id;
        rows.push(it);
      }
      return rows;
    },
    plain: plainRows,
    conflicts: () => null,
    close() {},
    drop() {},
  };
};
