// Ours: the core as WebAssembly, one op a save; see ../sync.rs.
import { createRequire } from 'node:module';
import path from 'node:path';

export default ({ engine }) => {
  const core = createRequire(import.meta.url)(path.resolve(engine, 'engine.js'));
  return {
    version: 'this tree',
    workload: (records) => core.sync_workload(records),
    create: (number) => new core.Office(number),
    write: (office, pairs) => office.write(JSON.stringify(pairs.map(([, fields]) => fields))),
    open: (bytes, number) => core.Office.open(bytes, number),
    kept: (office) => core.Office.kept(office.export()),
    change: (office, list) => office.change(JSON.stringify(list)),
    mark: (office) => office.have(),
    complete: (office) => office.export(),
    delta: (office, mark) => office.export(mark),
    take(office, files) {
      for (const file of files) office.take(file);
      return office;
    },
    rows: (office) => office.table(),
    plain: (table) => JSON.parse(table.to_json()),
    objects: (table) => JSON.parse(table.to_json()),
    conflicts: (office) => office.conflicts(),
    close: (office) => office.free(),
    drop: (table) => table.free(),
    // Sealed once, an office has nothing left to sign: every round seals anew.
    copy: (office) => office.copy(),
  };
};
