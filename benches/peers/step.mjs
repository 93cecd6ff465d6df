// One step of one system at one size, in a process of its own, called by run.mjs. Prints one JSON line.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import path from 'node:path';
import { check, expected } from './check.mjs';
import { system } from './systems.mjs';

const OFFICES = 20;
const [step, name, size, packages, engine, folder] = process.argv.slice(2);
const records = Number(size);
const file = (it) => path.join(folder, `${name}-${records}.${it}`);
const read = (it) => readFileSync(file(it));
const workloadFile = path.join(folder, `workload-${records}.json`);
const workload = () => JSON.parse(readFileSync(workloadFile, 'utf8'));
const rounded = (number) => Math.round(number * 100) / 100;
const middle = (list) => [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) / 2)];

/** The most memory this process had at once, in MB: the pages it really held, shared libraries included. */
function peak() {
  try {
    // Not resourceUsage(): its figure outlives exec, and so may be that of the process that started this one.
    return rounded(Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1000);
  } catch {
    return rounded(process.resourceUsage().maxRSS / 1000);
  }
}

/** Milliseconds of one `run`, part by part; it returns what its last part made. */
function timed(parts, ...given) {
  const taken = [];
  let made;
  for (const part of parts) {
    const begun = performance.now();
    made = part(...given, made);
    taken.push(performance.now() - begun);
  }
  return { ms: taken.reduce((sum, it) => sum + it, 0), parts: taken.map(rounded), made };
}

/** The middle of several rounds after warming up: `before` and `after` are not timed. */
function rounds(before, parts, after) {
  const all = [];
  const begun = performance.now();
  const most = { warm: 2, rounds: 15, seconds: 3 };
  for (let round = 0; ; round++) {
    const given = before();
    globalThis.gc();
    const cpu = process.cpuUsage();
    const { ms, parts: taken, made } = timed(parts, given);
    const used = process.cpuUsage(cpu);
    after(given, made);
    const first = round === 0 ? ms : all[0].first;
    // One round that takes seconds is warm enough.
    const warm = first > 1000 ? 1 : most.warm;
    all.push({ first, ms, taken, cpu: (used.user + used.system) / 1000 });
    const counted = all.length - warm;
    const long = performance.now() - begun > most.seconds * 1000;
    if (counted >= most.rounds || (counted >= 5 && long) || (counted >= 3 && first > 1000)) {
      const kept = all.slice(warm);
      const ms = kept.map((it) => it.ms);
      return {
        ms: rounded(middle(ms)), least: rounded(Math.min(...ms)), most: rounded(Math.max(...ms)), rounds: kept.length,
        cpu_ms: rounded(middle(kept.map((it) => it.cpu))), first_ms: rounded(first),
        parts: kept.find((it) => it.ms === middle(ms)).taken,
      };
    }
  }
}

const it = step === 'bare' ? null : await system(name, packages, engine);
const loaded = peak();

/** Checks an office's table, the first time it is asked, and gives the rows back. */
function checking(lists) {
  let print;
  return (office, rows) => {
    print ??= check(it.plain(rows), it.conflicts(office), expected(workload(), lists()));
    it.drop(rows);
    return print;
  };
}

const steps = {
  /** The process alone. */
  bare: () => ({ peak_mb: peak() }),

  workload() {
    writeFileSync(workloadFile, it.workload(records));
    return {};
  },

  /** The base: every office's records, joined; and the first of two offices that change a tenth of them. */
  prepare() {
    const all = workload();
    let hub = it.create(OFFICES);
    for (let office = 0; office < OFFICES; office++) {
      const one = it.create(office);
      it.write(one, all.records.map((fields, number) => [number, fields]).filter(([number]) => number % OFFICES === office));
      hub = it.take(hub, [it.complete(one)]);
      it.close(one);
    }
    writeFileSync(file('complete'), it.complete(hub));
    writeFileSync(file('kept'), it.kept(hub));
    it.close(hub);
    const a = it.open(read('kept'), 0);
    const mark = it.mark(a);
    it.change(a, all.a);
    writeFileSync(file('delta'), it.delta(a, mark));
    writeFileSync(file('changed'), it.complete(a));
    return {};
  },

  /** The files of twenty offices that each changed a twentieth of the records. */
  ways() {
    const { ways } = workload();
    for (let way = 0; way < OFFICES; way++) {
      if (existsSync(file(`way${way}`))) continue;
      const one = it.open(read('kept'), way);
      const mark = it.mark(one);
      it.change(one, ways[way]);
      writeFileSync(file(`way${way}`), it.delta(one, mark));
      it.close(one);
    }
    return {};
  },

  sizes: () => Object.fromEntries(['complete', 'delta'].map((what) => [what, { bytes: read(what).length, gzip: gzipSync(read(what)).length }])),

  /** Another's complete file, into an office that holds nothing, read out. */
  import() {
    const bytes = read('complete');
    const checked = checking(() => []);
    let print;
    const measure = (read) => rounds(() => it.create(30), [(office) => it.take(office, [bytes]), read], (office, made) => {
      print = checked(office, made);
      it.close(office);
    });
    const figures = measure((_, office) => it.rows(office));
    if (it.objects) {
      const made = (_, office) => {
        const rows = it.rows(office);
        it.objects(rows);
        return rows;
      };
      figures.as_objects_ms = measure(made).ms;
    }
    return { ...figures, print };
  },

  /** Two offices with the same base changed a tenth of it each: one's delta is made, taken in by the other and read out. */
  merge() {
    const kept = read('kept');
    const { a, b } = workload();
    const giver = it.open(kept, 0);
    const mark = it.mark(giver);
    it.change(giver, a);
    const checked = checking(() => [a, b]);
    let print;
    const before = () => {
      const taker = it.open(kept, 1);
      it.change(taker, b);
      return { taker, giver: it.copy ? it.copy(giver) : giver };
    };
    const parts = [
      ({ giver }) => it.delta(giver, mark),
      ({ taker }, delta) => it.take(taker, [delta]),
      (_, taker) => it.rows(taker),
    ];
    const figures = rounds(before, parts, (given, rows) => {
      print = checked(given.taker, rows);
      it.close(given.taker);
      if (it.copy) it.close(given.giver);
    });
    return { ...figures, print };
  },

  /** An office just opened takes in the files of twenty and reads out. */
  twenty() {
    const kept = read('kept');
    const files = Array.from({ length: OFFICES }, (_, way) => read(`way${way}`));
    const checked = checking(() => workload().ways);
    let print;
    const parts = [(office) => it.take(office, files), (_, office) => it.rows(office)];
    const figures = rounds(() => it.open(kept, 40), parts, (office, rows) => {
      print = checked(office, rows);
      it.close(office);
    });
    return { ...figures, print };
  },

  first: () => first('delta'),
  first_complete: () => first('changed'),

  /** Another's complete file, once, in a new process. */
  memory() {
    const bytes = read('complete');
    const office = it.take(it.create(30), [bytes]);
    const rows = it.rows(office);
    const figures = { peak_mb: peak(), loaded_mb: loaded };
    return { ...figures, print: checking(() => [])(office, rows) };
  },
};

/** The first file this process takes in, after opening what the office kept and showing it; nothing was written here yet. */
function first(what) {
  const office = it.open(read('kept'), 50);
  it.drop(it.rows(office));
  const bytes = read(what);
  globalThis.gc();
  const { ms, parts, made } = timed([(office) => it.take(office, [bytes]), (_, office) => it.rows(office)], office);
  return { ms: rounded(ms), parts, print: checking(() => [workload().a])(office, made) };
}

try {
  mkdirSync(folder, { recursive: true });
  console.log(JSON.stringify(steps[step]()));
} catch (error) {
  console.log(JSON.stringify({ failed: String(error?.stack ?? error).split('\n')[0], peak_mb: peak() }));
}
