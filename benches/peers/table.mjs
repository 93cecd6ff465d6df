// The figures as one table a size: ours, each peer, our share of the fastest peer, and whether that is what it should be.
import { SYSTEMS, TITLES } from './systems.mjs';

/** What is shown: `most` is the largest figure ours may have, `share` the largest part of the fastest peer's. */
export const ROWS = [
  { key: 'import', title: 'complete import to typed tables, ms', share: [1, 2] },
  { key: 'merge', title: 'merge of 10 % edits, ms', share: [1, 4] },
  { key: 'twenty', title: '20-way merge, ms', share: [1, 3] },
  { key: 'first', title: 'first import after opening: a delta, ms', share: [1, 2] },
  { key: 'first_complete', title: 'first import after opening: a complete file, ms', share: [1, 2] },
  { key: 'delta', title: 'delta of 10 % edits, gzip KB', most: { 10000: 33, 50000: 165 } },
  { key: 'complete', title: 'complete file, gzip KB' },
  { key: 'peak', title: 'peak memory, MB', most: { 50000: 250 } },
  { key: 'above', title: 'the same above bare node, MB' },
];

/** Ours beside the peers in one row: the best peer's figure, our ratio to it, what it should be, and whether it is. */
export function judge({ share, most }, records, figures) {
  const ours = figures.ours;
  const peers = Object.entries(figures).filter(([name, figure]) => name !== 'ours' && typeof figure === 'number');
  const best = peers.length ? Math.min(...peers.map(([, figure]) => figure)) : null;
  const ratio = typeof ours === 'number' && best !== null ? ours / best : null;
  const limit = most?.[records];
  let target = '';
  let holds = null;
  if (share) {
    target = `≤ ${share[0]}/${share[1]}`;
    holds = ratio !== null && ratio <= share[0] / share[1];
  } else if (limit !== undefined) {
    target = `≤ ${limit}`;
    holds = typeof ours === 'number' && ours <= limit;
  }
  return { best, ratio, target, holds };
}

function shown(figure) {
  if (typeof figure !== 'number') return figure ?? '';
  const text = figure >= 99.95 ? figure.toFixed(0) : figure >= 9.995 ? figure.toFixed(1) : figure.toFixed(2);
  return text.replace(/\B(?=(\d{3})+$)/g, ',');
}

/** The table of one size in Markdown; `figures` by row and system, a text where there is none. */
export function table(records, versions, figures) {
  const heads = SYSTEMS.map((name) => (name === 'ours' ? 'ours' : `${TITLES[name]} ${versions[name]}`));
  const lines = [
    ['records: ' + shown(records), ...heads, 'ours ÷ best', 'target', ''],
    ['---', ...heads.map(() => '--:'), '--:', '--:', '---'],
  ];
  for (const row of ROWS) {
    const { ratio, target, holds } = judge(row, records, figures[row.key]);
    const verdict = holds === null ? '' : holds ? 'holds' : '**misses**';
    const cells = SYSTEMS.map((name) => shown(figures[row.key][name]));
    lines.push([row.title, ...cells, ratio === null ? '' : ratio.toFixed(2), target, verdict]);
  }
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
