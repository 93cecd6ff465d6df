// What every system must hold in the end: the same table. Where two offices wrote into one field at once, a system holds
// one of their values (or all of them); which one is its own affair.
import { createHash } from 'node:crypto';
import { FIELDS } from './systems.mjs';

/** The table after those lists of changes, each written at once with the others: values, and how many fields have several. */
export function expected(workload, lists) {
  const rows = workload.records.map((fields) => Object.fromEntries(FIELDS.map((field) => [field, [fields[field]]])));
  const written = new Map();
  for (const list of lists) {
    for (const [number, field, value] of list) {
      const place = `${number} ${field}`;
      if (!written.has(place)) written.set(place, new Set());
      rows[number][field] = [...written.get(place).add(value)];
    }
  }
  return { rows, conflicts: [...written.values()].filter((values) => values.size > 1).length };
}

/** Holds a system's table and conflicts to what is expected; returns a hash of all that is not in conflict. */
export function check(got, conflicts, { rows, conflicts: several }) {
  if (got.length !== rows.length) throw new Error(`${got.length} records instead of ${rows.length}`);
  const hash = createHash('sha256');
  const seen = new Set();
  for (const row of [...got].sort((a, b) => a.id - b.id)) {
    if (seen.has(row.id)) throw new Error(`record ${row.id} stands twice`);
    seen.add(row.id);
    for (const field of FIELDS) {
      const values = rows[row.id][field];
      if (!values.includes(row[field])) {
        throw new Error(`record ${row.id}: ${field} is ${JSON.stringify(row[field])} instead of ${JSON.stringify(values)}`);
      }
      hash.update(values.length > 1 ? '\0several' : `\0${typeof row[field]} ${row[field]}`);
    }
    if (Object.keys(row).length !== FIELDS.length + 1) throw new Error(`record ${row.id} has other fields`);
  }
  if (conflicts !== null && conflicts !== several) throw new Error(`${conflicts} fields in conflict instead of ${several}`);
  return hash.digest('hex').slice(0, 16);
}
