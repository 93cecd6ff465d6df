// Times the core as wasm in this engine; one JSON line a figure. Called by `cargo xtask bench` with the module wasm-bindgen made.
import { gzipSync } from 'node:zlib';
import { createRequire } from 'node:module';
import path from 'node:path';

const core = createRequire(import.meta.url)(path.resolve(process.argv[2]));
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/** Median milliseconds of `run` over fifteen rounds, after as many for the engine to optimise; `before` is not timed. */
function time(run, before = () => {}) {
  const rounds = [];
  for (let round = 0; round < 30; round++) {
    before();
    const begun = performance.now();
    run();
    rounds.push(performance.now() - begun);
  }
  return median(rounds.slice(15));
}

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
