/** What is told of one pair: its priority worked out, and what getStats has of it. */
import type { ChecksReading } from '#domain/ice/check-reading.ts';
import type { CheckRow } from '#domain/ice/check-rows.ts';
import type { PairSample } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import { renderFactRows } from '#views/fact-rows.ts';
import { named, write } from '#widgets/parts.ts';
import { roundTripText } from './pictures.ts';
import type { CheckListWords } from './words.ts';

const grouped = (value: number | bigint): string => value.toLocaleString('en');

/** Writes who controls, and how the pair's priority comes about (RFC 8445 §6.1.2.3). */
export function drawPairPane(
  root: HTMLElement,
  { role, peer }: ChecksReading,
  row: CheckRow | undefined,
  words: CheckListWords,
): void {
  const other = role === 'controlling' ? 'controlled' : 'controlling';
  write(named(root, 'role-a'), words.roles[peer === 'a' ? role : other]);
  write(named(root, 'role-b'), words.roles[peer === 'a' ? other : role]);
  named(root, 'pair-none').hidden = row !== undefined;
  named(root, 'pair').hidden = row === undefined;
  write(named(root, 'tab-pair'), fill(words.panes.pair, { rank: row?.rank ?? '' }).trim());
  if (!row) return;
  const [g, d] =
    role === 'controlling' ? [row.local.priority, row.remote.priority] : [row.remote.priority, row.local.priority];
  const controlling = words.peers[role === 'controlling' ? peer : peer === 'a' ? 'b' : 'a'];
  const controlled = controlling === words.peers.a ? words.peers.b : words.peers.a;
  write(named(root, 'priority-of'), fill(words.priorityOf, { g, d, controlling, controlled }));
  const parts = [BigInt(Math.min(g, d)) << 32n, 2n * BigInt(Math.max(g, d)), g > d ? 1n : 0n];
  for (const [index, name] of ['least', 'most', 'tie'].entries()) write(named(root, name), grouped(parts[index] ?? 0n));
  write(named(root, 'sum-name'), fill(words.priorityLines.sum, { rank: row.rank }));
  write(named(root, 'sum'), grouped(row.priority));
}

/** Marks the states that the pair has, in the model and as reported. */
export function drawStatesPane(root: HTMLElement, row: CheckRow | undefined): void {
  for (const each of root.querySelectorAll<HTMLElement>('[data-state]')) {
    each.classList.toggle('modelled', each.dataset['state'] === row?.model?.state);
    each.classList.toggle('told', each.dataset['state'] === row?.reported[0]?.state);
  }
}

/** Writes what getStats has of the pair, field by field. */
export function drawStatsPane(root: HTMLElement, row: CheckRow | undefined, words: CheckListWords): void {
  const [first] = row?.reported ?? [];
  write(named(root, 'stats-none'), first ? '' : row ? words.statsNone : words.noPairChosen);
  const count = row?.reported.length ?? 0;
  write(named(root, 'stats-more'), count > 1 ? fill(words.statsMore, { count }) : '');
  const names = words.statsFields;
  const rows = first
    ? valuesOf(first, words).map(([field, value]) => ({ key: field, kind: '', cells: [names[field], value] }))
    : [];
  renderFactRows(named(root, 'stats'), rows);
}

function valuesOf(sample: PairSample, words: CheckListWords): [keyof CheckListWords['statsFields'], string][] {
  const truth = (value: boolean): string => (value ? words.yes : words.no);
  const count = (value: number | undefined): string => `${value ?? words.notTold}`;
  // Firefox counts no requests, and an answer to none cannot be
  const isUncounted = sample.requestsReceived === undefined && sample.requestsSent < sample.responsesReceived;
  const roundTrip = sample.roundTripTime;
  return [
    ['state', sample.state],
    ['nominated', truth(sample.nominated)],
    ['selected', truth(sample.selected)],
    ['local', sample.local],
    ['remote', sample.remote],
    ['requestsSent', count(isUncounted ? undefined : sample.requestsSent)],
    ['responsesReceived', count(sample.responsesReceived)],
    ['requestsReceived', count(sample.requestsReceived)],
    ['responsesSent', count(sample.responsesSent)],
    ['roundTripTime', roundTrip === undefined ? words.notTold : fill(words.ms, { ms: roundTripText(roundTrip) })],
  ];
}
