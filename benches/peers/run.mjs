// The op log against synchronisation libraries: same records, same edits, same conflicts, each step in a process of its
// own. Called by `cargo xtask bench sync`, which brings the packages and our WebAssembly; docs/benchmarks.md says more.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SYSTEMS, system } from './systems.mjs';
import { ROWS, judge, table } from './table.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const SECONDS = 150;
const { values: asked } = parseArgs({
  options: {
    packages: { type: 'string' },
    engine: { type: 'string' },
    folder: { type: 'string' },
    records: { type: 'string', default: '1000,10000,50000' },
    json: { type: 'boolean', default: false },
    'prepare-only': { type: 'boolean', default: false },
  },
});
const sizes = asked.records.split(',').map(Number);
if (!sizes.every((it) => Number.isInteger(it) && it >= 100 && it % 20 === 0)) {
  console.error('--records takes multiples of 20 from 100, separated by commas');
  process.exit(2);
}
const say = (text) => process.stderr.write(text);

/** What a step printed; of one that failed, why: `failed`, in words for the table. */
function step(what, name, records) {
  const given = [path.join(HERE, 'step.mjs'), what, name, String(records), asked.packages, asked.engine, asked.folder];
  const flags = ['--expose-gc', '--max-old-space-size=8192'];
  const ended = spawnSync(process.execPath, [...flags, ...given], { encoding: 'utf8', timeout: SECONDS * 1000, killSignal: 'SIGKILL' });
  if (ended.error?.code === 'ETIMEDOUT') return { failed: `over ${SECONDS} s` };
  const printed = ended.stdout.trim().split('\n').at(-1);
  const figures = printed ? JSON.parse(printed) : { failed: ended.stderr.match(/.*(?:FATAL|Error).*/)?.[0] ?? `ended with ${ended.status ?? ended.signal}` };
  if (!figures.failed) return figures;
  const ran_out = /unreachable|out of memory|allocation|heap limit|memory access/i.test(figures.failed) && !(figures.peak_mb < 1500);
  const words = ran_out ? 'out of memory' + (figures.peak_mb ? ` (${(figures.peak_mb / 1000).toFixed(1)} GB)` : '') : figures.failed;
  return { failed: words, said: figures.failed };
}

/** Makes the files of a system at a size, unless an earlier run made them from the same. */
function prepare(name, records) {
  const stamp = path.join(asked.folder, `${name}-${records}.stamp`);
  const hash = createHash('sha256').update(readFileSync(path.join(asked.folder, `workload-${records}.json`)));
  const parts = [`${name}.mjs`, 'systems.mjs', 'step.mjs', 'package-lock.json'].map((it) => path.join(HERE, it));
  if (name === 'ours') parts.push(path.join(asked.engine, 'engine_bg.wasm'));
  for (const part of parts) hash.update(readFileSync(part));
  const wanted = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return null;
  const old = readdirSync(asked.folder).filter((it) => it.startsWith(`${name}-${records}.`));
  for (const file of old) rmSync(path.join(asked.folder, file));
  for (const what of ['prepare', 'ways']) {
    const { failed } = step(what, name, records);
    if (failed) return failed;
  }
  writeFileSync(stamp, wanted);
  return null;
}

/** A step's figures; where the step is one moment of a process, the middle of several processes. */
function measured(what, name, records) {
  const all = [step(what, name, records)];
  if (what.startsWith('first') && !all[0].failed) {
    while (all.length < 5 && all[0].ms < 3000) all.push(step(what, name, records));
    const failed = all.find((it) => it.failed);
    if (failed) return failed;
    all.sort((a, b) => a.ms - b.ms);
    return { ...all[(all.length - 1) >> 1], least: all[0].ms, most: all.at(-1).ms, rounds: all.length };
  }
  return all[0];
}

mkdirSync(asked.folder, { recursive: true });
const load = () => Math.round(os.loadavg()[0] * 100) / 100;
const versions = {};
for (const name of SYSTEMS) versions[name] = (await system(name, asked.packages, asked.engine)).version;
const about = { node: process.version, cpu: os.cpus()[0].model, cores: os.cpus().length, memory_gb: Math.round(os.totalmem() / 1e9), system: `${os.type()} ${os.release()}`, versions };
let failures = 0;
const unprepared = {};

for (const records of sizes) {
  say(`${records} records: preparing`);
  const made = step('workload', 'ours', records);
  if (made.failed) throw new Error(made.failed);
  unprepared[records] = {};
  for (const name of SYSTEMS) {
    say(` ${name}`);
    unprepared[records][name] = prepare(name, records);
  }
  say('\n');
}
if (asked['prepare-only']) process.exit(0);

const lines = [];
const line = (figure) => {
  lines.push(JSON.stringify(figure));
  if (asked.json) console.log(lines.at(-1));
};
const begun = { load: load(), at: new Date().toISOString() };
const bare = step('bare', 'none', 0).peak_mb;
line({ what: 'machine', ...about, bare_mb: bare, ...begun });
for (const records of sizes) {
  const results = {};
  for (const what of ['sizes', 'import', 'merge', 'twenty', 'first', 'first_complete', 'memory']) {
    say(`${records} records: ${what}`);
    results[what] = {};
    for (const name of SYSTEMS) {
      const found = unprepared[records][name] ? { failed: unprepared[records][name] } : measured(what, name, records);
      results[what][name] = found;
      say(found.failed ? ` ${name} (${found.failed})` : ` ${name}`);
      line({ step: what, records, system: name, ...found });
    }
    const prints = new Map(SYSTEMS.map((name) => [results[what][name].print, name]).filter(([print]) => print));
    if (prints.size > 1) {
      failures++;
      say(`\nNOT THE SAME TABLE: ${[...prints].map(([print, name]) => `${name} ${print}`).join(', ')}`);
    }
    say('\n');
  }
  // A peer that fails is shown so; one that does not hold the table, or ours failing, is the harness's or our own fault.
  const wrong = (it) => it.failed && /record|conflict/.test(it.failed);
  failures += Object.values(results).filter((it) => it.ours.failed || Object.values(it).some(wrong)).length;
  const pick = (what, of) => Object.fromEntries(SYSTEMS.map((name) => [name, results[what][name].failed ?? of(results[what][name])]));
  const ms = (what) => pick(what, (it) => it.ms);
  const figures = {
    import: ms('import'), merge: ms('merge'), twenty: ms('twenty'), first: ms('first'), first_complete: ms('first_complete'),
    delta: pick('sizes', (it) => it.delta.gzip / 1000), complete: pick('sizes', (it) => it.complete.gzip / 1000),
    peak: pick('memory', (it) => it.peak_mb), above: pick('memory', (it) => it.peak_mb - bare),
  };
  for (const row of ROWS) line({ what: row.title, records, ...figures[row.key], ...judge(row, records, figures[row.key]) });
  if (!asked.json) {
    console.log(table(records, versions, figures));
    console.log(`\nOurs handed over as JavaScript objects: complete import ${results.import.ours.as_objects_ms} ms.\n`);
  }
}
const ended = { load: load(), at: new Date().toISOString() };
line({ what: 'ended', ...ended });
if (!asked.json) {
  console.log(`${about.cpu}, ${about.cores} cores, ${about.memory_gb} GB; ${about.system}; node ${about.node}; bare node ${bare} MB.`);
  console.log(`Load over the last minute ${begun.load} at the beginning, ${ended.load} at the end.`);
}
writeFileSync(path.join(asked.folder, 'figures.jsonl'), lines.map((it) => `${it}\n`).join(''));
if (failures) {
  say('Some system does not hold the table it should, or ours failed.\n');
  process.exit(1);
}
