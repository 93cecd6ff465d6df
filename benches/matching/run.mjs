// Matching as wasm in this engine: the best plan and its check beside OR-Tools and SciPy, the text index beside MiniSearch
// and FlexSearch. Called by `cargo xtask bench matching`, which brings our module and what peers there are.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const { values: asked } = parseArgs({
  options: {
    engine: { type: 'string' },
    folder: { type: 'string' },
    python: { type: 'string' },
    packages: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const core = createRequire(import.meta.url)(path.resolve(asked.engine, 'engine.js'));

// What the best plan may take, and how often it is solved.
const INSTANCES = [
  { name: 'office', title: '1,000 × 500', most: 10, rounds: 15 },
  { name: 'tight', title: '10,000 × 5,000, capacity 1-3 (tight)', most: 100, rounds: 9 },
  { name: 'ties', title: 'the same with 11 cost levels (ties)', most: 300, rounds: 9 },
  { name: 'loose', title: '10,000 × 5,000, capacity 1-20', rounds: 9 },
  { name: 'skew', title: 'the same, few resources wanted by many', rounds: 9 },
  { name: 'amounts', title: 'capacity 1-20, demand 1-5', rounds: 9 },
  { name: 'big', title: '50,000 × 25,000, capacity 1-3', most: 3000, rounds: 3 },
];

const figures = [];
const note = (figure) => {
  figures.push(figure);
  if (asked.json) console.log(JSON.stringify(figure));
};
const middle = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const rounded = (number) => Math.round(number * 100) / 100;

/** Milliseconds of `run`, and those of the processor: the middle of so many rounds, after as many for the engine to compile well. */
function time(run, rounds) {
  const [taken, worked] = [[], []];
  for (let round = 0; round < 2 * rounds; round++) {
    const [begun, before] = [performance.now(), process.cpuUsage()];
    run();
    const { user, system } = process.cpuUsage(before);
    if (round >= rounds) {
      taken.push(performance.now() - begun);
      worked.push((user + system) / 1000);
    }
  }
  return { ms: rounded(middle(taken)), cpu_ms: rounded(middle(worked)) };
}

/** The JSON lines a program printed; none where it failed, which is said. */
function lines(program, given) {
  const ended = spawnSync(program, given, { encoding: 'utf8', timeout: 300_000, killSignal: 'SIGKILL', maxBuffer: 1 << 26 });
  if (ended.status !== 0) process.stderr.write(`${path.basename(given[0])} ${given.at(-1)} failed: ${ended.error ?? ended.stderr.trim().split('\n').at(-1)}\n`);
  return (ended.stdout ?? '').split('\n').filter(Boolean).map((it) => JSON.parse(it));
}

mkdirSync(asked.folder, { recursive: true });
const load = os.loadavg()[0];
for (const { name, most, rounds } of INSTANCES) {
  const docking = new core.Docking(name);
  const taken = time(() => docking.take(), rounds);
  const arcs = docking.take();
  const cost = docking.solve();
  const solved = time(() => docking.solve(), rounds);
  note({ what: 'plan', instance: name, system: 'ours', ...solved, most_ms: most, take_ms: taken.ms, cost, open: docking.open(), arcs });
  note({ what: 'check', instance: name, ...time(() => docking.check(), 15), most_ms: name === 'big' ? undefined : 10, arcs, holds: docking.check() });
  if (asked.python) {
    const file = path.join(asked.folder, `${name}.bin`);
    const numbers = docking.numbers();
    writeFileSync(file, new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
    for (const peer of lines(asked.python, [path.join(HERE, 'peers.py'), file, String(Math.min(rounds, 5))])) {
      note({ what: 'plan', instance: name, ...peer, is_same_cost: peer.cost === cost, ours_by_theirs: rounded(solved.cpu_ms / peer.cpu_ms) });
    }
  }
  docking.free();
}

const texts = new core.Texts(100_000, 1000);
const [records, queries] = ['texts.txt', 'queries.txt'].map((it) => path.join(asked.folder, it));
writeFileSync(records, texts.texts());
writeFileSync(queries, texts.queries());
texts.free();
const indexes = ['ours', ...(asked.packages ? ['minisearch', 'flexsearch'] : [])];
for (const system of indexes) {
  const given = ['--expose-gc', '--max-old-space-size=4096', path.join(HERE, 'texts.mjs'), asked.engine, asked.packages ?? '', records, queries, system];
  for (const figure of lines(process.execPath, given)) {
    note({ what: 'texts', ...figure, ...(system === 'ours' ? { most_build_ms: 800, most_p95_ms: 2, most_mb: 40 } : {}) });
  }
}
note({ what: 'machine', cpu: os.cpus()[0]?.model, cores: os.cpus().length, node: process.versions.node, load_before: rounded(load), load_after: rounded(os.loadavg()[0]) });
if (figures.some((it) => it.is_same_cost === false || it.holds === false)) {
  process.stderr.write('A plan of ours does not cost what another found, or does not prove itself.\n');
  process.exitCode = 1;
}

const shown = (number) => (number === undefined ? '' : (number >= 99.95 ? number.toFixed(0) : number >= 9.995 ? number.toFixed(1) : number.toFixed(2)).replace(/\B(?=(\d{3})+$)/g, ','));
const verdict = (holds) => (holds ? 'holds' : '**misses**');
const print = (rows) => console.log(rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n') + '\n');
if (!asked.json) {
  const of = (what, instance, system) => figures.find((it) => it.what === what && it.instance === instance && (!system || it.system === system));
  print([
    ['needs × resources', 'ours, wasm, ms', 'of the processor', 'target', '', 'taking it in', 'check', 'OR-Tools, native', 'of the processor', 'ours ÷ it', 'SciPy, native', 'cost'],
    ['---', '--:', '--:', '--:', '---', '--:', '--:', '--:', '--:', '--:', '--:', '---'],
    ...INSTANCES.map(({ name, title, most }) => {
      const [ours, check, tools, scipy] = [of('plan', name, 'ours'), of('check', name), of('plan', name, 'OR-Tools'), of('plan', name, 'SciPy')];
      const peers = [tools, scipy].filter(Boolean);
      const same = peers.length === 0 ? '' : peers.every((it) => it.is_same_cost) ? 'the same' : '**differs**';
      return [title, shown(ours.ms), shown(ours.cpu_ms), most ? `≤ ${shown(most)}` : '', most ? verdict(ours.ms <= most) : '', shown(ours.take_ms), shown(check.ms), shown(tools?.ms), shown(tools?.cpu_ms), shown(tools?.ours_by_theirs), shown(scipy?.ms), same];
    }),
  ]);
  print([
    ['100,000 texts', 'build, ms', 'of the processor', 'query, middle, ms', 'p95', 'of the processor', 'memory, MB', 'the text meant among the first ten', ''],
    ['---', '--:', '--:', '--:', '--:', '--:', '--:', '--:', '---'],
    ...figures.filter((it) => it.what === 'texts').map((it) => [it.system + (it.version ? ` ${it.version}` : ''), shown(it.build_ms), shown(it.build_cpu_ms), shown(it.p50_ms), shown(it.p95_ms), shown(it.p95_cpu_ms), shown(it.mb), `${Math.round(it.found * 100)} %`, it.system === 'ours' ? verdict(it.build_ms <= 800 && it.p95_ms <= 2 && it.mb <= 40) : '']),
  ]);
}
