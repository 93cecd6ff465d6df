// Times the core as wasm in this engine; one JSON line a figure. Called by `cargo xtask bench` with the module wasm-bindgen made.
import { gzipSync } from 'node:zlib';
import { createRequire } from 'node:module';
import path from 'node:path';

const core = createRequire(import.meta.url)(path.resolve(process.argv[2]));
const part = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
const median = (list) => part(list, 0.5);

/** Milliseconds of `run`, round by round, after as many rounds for the engine to optimise; `before` is not timed. */
function times(run, before = () => {}, rounds = 15) {
  const taken = [];
  for (let round = 0; round < 2 * rounds; round++) {
    before();
    const begun = performance.now();
    run();
    taken.push(performance.now() - begun);
  }
  return taken.slice(rounds);
}

const time = (run, before) => median(times(run, before));

const line = (figure) => console.log(JSON.stringify(figure));
const rounded = (number) => Math.round(number * 100) / 100;

for (const records of [1000, 10000, 50000]) {
  const file = core.build(records);
  const decoder = new TextDecoder();
  const parse = time(() => JSON.parse(decoder.decode(file)));
  const read = time(() => core.read_verify_fold(file));
  const verify = time(() => core.read_verify(file));
  line({ what: 'read, verify and fold a complete file', records, ms: rounded(read), json_parse_ms: rounded(parse), ratio: rounded(read / parse), most: 2, verify_ms: rounded(verify) });
  line({ what: 'complete file', records, bytes: file.length, gzip: gzipSync(file).length, most_bytes: records === 10000 ? 3_800_000 : undefined, most_gzip: records === 10000 ? 1_700_000 : undefined });
  for (const edits of [100, 1000]) {
    const delta = core.delta(edits);
    const merge = time(() => core.merge(delta), () => core.prepare());
    line({ what: 'merge a delta of one-field edits', records, edits, ms: rounded(merge), most_ms: records === 10000 && edits === 1000 ? 15 : undefined, bytes: delta.length, gzip: gzipSync(delta).length, most_gzip: edits === 1000 ? 33_000 : undefined });
  }
}

const listed = 100_000;
core.build_needs(listed);
const begun = performance.now();
core.prepare_search();
line({ what: 'fold a list before its first search', records: listed, ms: rounded(performance.now() - begun) });
for (const query of core.queries()) {
  const typed = query.startsWith('q=');
  // Another search in between, so that no answer is kept.
  const taken = times(() => core.list(query), () => typed && core.list('q=zzz'), typed ? 40 : 15);
  line({ what: typed ? 'a key press in a search' : 'a list', query, records: listed, shown: core.list(query), ms: rounded(median(taken)), p95_ms: rounded(part(taken, 0.95)), most_ms: typed ? 50 : 100 });
}
for (const address of ['', 'group=asker']) {
  const taken = times(() => core.totals(address));
  line({ what: 'totals of a list', query: address, records: listed, summed: core.totals(address), ms: rounded(median(taken)), p95_ms: rounded(part(taken, 0.95)), most_ms: 100 });
}
for (const records of [listed, 10_000]) {
  core.build_needs(records);
  const taken = times(() => core.board());
  line({ what: 'a board', records, waiting: core.board(), ms: rounded(median(taken)), p95_ms: rounded(part(taken, 0.95)), most_ms: records === listed ? 250 : 25 });
}
