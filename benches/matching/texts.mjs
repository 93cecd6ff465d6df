// One text index in a process of its own: how long it takes to build, to answer, and how much memory it keeps; one JSON line.
// Called by run.mjs: texts.mjs ENGINE PACKAGES RECORDS QUERIES SYSTEM.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [engine, packages, records, queries, system] = process.argv.slice(2);
const texts = readFileSync(records, 'utf8').split('\n');
// Peers that take half a second a query get fewer.
const asked = readFileSync(queries, 'utf8').split('\n').slice(0, system === 'minisearch' ? 40 : 1000).map((it) => it.split('\t'));

/** Characters and pairs of them, as ours has them. */
function terms(text) {
  const found = [];
  let before = '';
  for (const letter of text) {
    found.push(letter);
    if (before) found.push(before + letter);
    before = letter;
  }
  return found;
}

const version = (name) => JSON.parse(readFileSync(path.join(packages, 'node_modules', name, 'package.json'), 'utf8')).version;
const from = (name) => createRequire(path.join(path.resolve(packages), 'package.json'))(name);
const SYSTEMS = {
  ours() {
    const core = createRequire(import.meta.url)(path.resolve(engine, 'engine.js'));
    const bench = new core.Texts(texts.length, 1);
    const before = core.memory_held();
    return {
      build: () => bench.build(),
      find: (query) => [...bench.find(query)],
      bytes: () => core.memory_held() - before,
    };
  },
  minisearch() {
    const MiniSearch = from('minisearch');
    const index = new MiniSearch({ fields: ['t'], storeFields: [], tokenize: terms, processTerm: (it) => it });
    return {
      version: version('minisearch'),
      build: () => index.addAll(texts.map((t, id) => ({ id, t }))),
      find: (query) => index.search(query, { combineWith: 'OR', prefix: false, fuzzy: false }).slice(0, 10).map((it) => it.id),
    };
  },
  flexsearch() {
    const { Index } = from('flexsearch');
    const index = new Index({ encode: terms, tokenize: 'strict', resolution: 9 });
    return {
      version: version('flexsearch'),
      build: () => texts.forEach((it, at) => index.add(at, it)),
      find: (query) => index.search(query, { limit: 10, suggest: true }),
    };
  },
};

const { version: named, build, find, bytes } = SYSTEMS[system]();
globalThis.gc();
const heap = process.memoryUsage();
const [begun, before] = [performance.now(), process.cpuUsage()];
build();
const build_ms = performance.now() - begun;
const { user } = process.cpuUsage(before);
globalThis.gc();
const after = process.memoryUsage();
const kept = bytes ? bytes() : after.heapUsed - heap.heapUsed + after.arrayBuffers - heap.arrayBuffers;
for (const [, query] of asked.slice(0, 20)) find(query);
const [taken, worked] = [[], []];
let found = 0;
for (const [record, query] of asked) {
  const [begun, before] = [performance.now(), process.cpuUsage()];
  const hits = find(query);
  const { user, system } = process.cpuUsage(before);
  taken.push(performance.now() - begun);
  worked.push((user + system) / 1000);
  found += hits.includes(Number(record)) ? 1 : 0;
}
for (const list of [taken, worked]) list.sort((a, b) => a - b);
const rounded = (number) => Math.round(number * 100) / 100;
const part = (list, share) => rounded(list[Math.min(list.length - 1, Math.floor(list.length * share))]);
console.log(JSON.stringify({ system, version: named, records: texts.length, queries: asked.length, build_ms: rounded(build_ms), build_cpu_ms: rounded(user / 1000), p50_ms: part(taken, 0.5), p95_ms: part(taken, 0.95), p95_cpu_ms: part(worked, 0.95), mb: rounded(kept / 1e6), found: found / asked.length }));
