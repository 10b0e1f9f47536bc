/** What the views draw, of a reading of the check list. */
import type { PrunedPair } from '#domain/ice/candidate-pair.ts';
import { canPair } from '#domain/ice/candidate-pair.ts';
import type { ListedCandidate } from '#domain/ice/check-candidates.ts';
import { whyNoPair } from '#domain/ice/check-families.ts';
import type { ChecksReading } from '#domain/ice/check-reading.ts';
import type { CheckRow } from '#domain/ice/check-rows.ts';
import type { PeerName } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import type { Words } from '#i18n/words.ts';
import type { MatrixCell, MatrixHead, MatrixPicture } from '#views/check-matrix.ts';
import type { CheckTableRow } from '#views/check-table.ts';
import type { PairStateChip } from '#views/pair-state.ts';

type ChecksWords = Words['checks'];

/** The candidates that either end has announced, whether handed over or not. */
export type Announced = Readonly<Record<PeerName, readonly ListedCandidate[]>>;

/** A pair seen from A: whichever end it was read at. */
export function fromA({ local, remote }: { local: { id: string }; remote: { id: string } }, peer: PeerName) {
  return peer === 'a' ? { a: local.id, b: remote.id } : { a: remote.id, b: local.id };
}

/** As `4c1f…a2.local:51620`, `192.0.2.1:40122`, `[2001:db8::1]:9`. */
export function shortAddress({ address, port }: Pick<ListedCandidate, 'address' | 'port'>): string {
  const [name = ''] = address.split('.local');
  const host = name === address ? address : `${name.slice(0, 4)}…${name.slice(-2)}.local`;
  return `${host.includes(':') ? `[${host}]` : host || '?'}:${port}`;
}

const typeText = ({ type, transport }: ListedCandidate): string =>
  transport === 'udp' ? type : `${type} ${transport}`;

const headOf = (candidate: ListedCandidate): MatrixHead => ({
  key: candidate.id,
  type: typeText(candidate),
  address: shortAddress(candidate),
});

export function modelChip(row: CheckRow, words: ChecksWords): PairStateChip {
  const state = row.model?.state ?? 'none';
  return { origin: 'model', state, text: words.states[state] };
}

export function reportedChip({ reported: [sample], absence }: CheckRow, words: ChecksWords): PairStateChip {
  if (sample) return { origin: 'reported', state: sample.state, text: words.states[sample.state] };
  const text = absence === 'not-asked' ? words.notAsked : absence === 'gone' ? words.goneState : words.states.none;
  return { origin: 'reported', state: 'none', text };
}

const flagsOf = ({ reported: [sample] }: CheckRow): ('nominated' | 'selected')[] =>
  (['nominated', 'selected'] as const).filter((flag) => sample?.[flag]);

/** TCP candidates that no candidate of the other end can be paired with. */
export function unpaired({ a, b }: Announced): ListedCandidate[] {
  return [
    ...a.filter((one) => one.tcpType && !b.some((two) => canPair(one, two))),
    ...b.filter((two) => two.tcpType && !a.some((one) => canPair(one, two))),
  ];
}

export function matrixOf(
  reading: ChecksReading,
  announced: Announced,
  chosen: string,
  words: ChecksWords,
): MatrixPicture {
  const without = new Set(unpaired(announced).map(({ id }) => id));
  const found = reading.rows.flatMap(({ local, remote }) => [local, remote]);
  const candidates = (peer: PeerName): ListedCandidate[] => {
    const all = [...announced[peer], ...found.filter((each) => each.peer === peer)];
    const ids = new Set<string>();
    const shown = all.filter(({ id }) => !without.has(id) && !ids.has(id) && ids.add(id));
    return shown.toSorted((one, two) => two.priority - one.priority);
  };
  const [ofA, ofB] = [candidates('a'), candidates('b')];
  const [rows, columns] = [ofA.map(headOf), ofB.map(headOf)];
  const cells = ofA.flatMap((one) => ofB.map((two) => cellOf(reading, one, two, chosen, words)));
  const gaps = reading.peer === 'a' ? rows.filter((row) => isGap(row.key, cells)) : [];
  return {
    ...{ rows, columns, cells },
    gaps: gaps.map(({ key }) => ({ a: key, title: words.gapTitle, text: gapText(key, reading, words) })),
    words: words.matrix,
  };
}

const isGap = (a: string, cells: readonly MatrixCell[]): boolean => {
  const line = cells.filter((cell) => cell.a === a);
  return line.some(({ kind }) => kind === 'pruned') && line.every(({ kind }) => kind !== 'pair');
};

function gapText(a: string, { locals }: ChecksReading, words: ChecksWords): string {
  const base = locals.find(({ id }) => id === locals.find((each) => each.id === a)?.base);
  return fill(words.gapText, { peer: words.peers.a, base: base ? `${base.type} ${shortAddress(base)}` : 'host' });
}

function cellOf(
  reading: ChecksReading,
  one: ListedCandidate,
  two: ListedCandidate,
  chosen: string,
  words: ChecksWords,
): MatrixCell {
  const [a, b, typeA, typeB] = [one.id, two.id, typeText(one), typeText(two)];
  const isHere = (each: CheckRow | PrunedPair): boolean => {
    const seen = fromA(each, reading.peer);
    return seen.a === a && seen.b === b;
  };
  const row = reading.rows.find(isHere);
  const empty = { key: '', a, b, rank: '', chips: [], selected: false, chosen: false };
  if (row) return pairCell(row, { a, b, typeA, typeB }, row.key === chosen, words);
  const pruned = reading.pruned.find(isHere);
  const rank = reading.rows.find(({ key }) => key === pruned?.equals)?.rank ?? '';
  const none = reading.rows.length > 0 ? words.noPair[whyNoPair(one, two)] : '';
  const note = pruned ? fill(words.prunedAs, { rank }) : none;
  return { ...empty, kind: pruned ? 'pruned' : 'none', note, sentence: `${typeA}, ${typeB}: ${note}` };
}

function pairCell(
  row: CheckRow,
  { a, b, typeA, typeB }: { a: string; b: string; typeA: string; typeB: string },
  chosen: boolean,
  words: ChecksWords,
): MatrixCell {
  const chips = [...(row.model ? [modelChip(row, words)] : []), reportedChip(row, words)];
  const note = flagsOf(row)
    .map((flag) => words.flags[flag])
    .join(', ');
  const sentence = fill(words.pairSentence, {
    rank: row.rank,
    a: typeA,
    b: typeB,
    model: modelChip(row, words).text,
    reported: reportedChip(row, words).text,
    note,
  });
  const selected = row.reported[0]?.selected ?? false;
  return {
    key: row.key,
    a,
    b,
    rank: `${row.rank}`,
    chips,
    note,
    kind: 'pair',
    selected,
    chosen,
    sentence: sentence.trim(),
  };
}

/** `now`: ms since the checks began. */
export function tableOf(reading: ChecksReading, now: number, chosen: string, words: ChecksWords): CheckTableRow[] {
  return reading.rows.map((row): CheckTableRow => {
    const [own, other] = [typeText(row.local), typeText(row.remote)];
    const [first] = row.reported;
    return {
      key: row.key,
      rank: `${row.rank}`,
      ...(reading.peer === 'a' ? { a: own, b: other } : { a: other, b: own }),
      priority: row.priority.toLocaleString('en'),
      model: modelChip(row, words),
      sent: sentText(row.model?.at, now, words),
      reported: reportedChip(row, words),
      figures:
        first?.roundTripTime === undefined ? '' : fill(words.roundTrip, { ms: roundTripText(first.roundTripTime) }),
      flags: flagsOf(row).map((kind) => ({ kind, text: words.flags[kind] })),
      why: row.absence ? words.absences[row.absence] : row.reflexive ? words.reflexive[row.reflexive] : '',
      selected: first?.selected ?? false,
      chosen: row.key === chosen,
    };
  });
}

function sentText(at: number | undefined, now: number, words: ChecksWords): string {
  if (at === undefined) return '';
  return fill(at <= now ? words.sentAt : words.dueAt, { ms: Math.round(at) });
}

/** Milliseconds as far as they are told: browsers round what they measure to about one, and a quick answer to none. */
export const roundTripText = (ms: number): string => (ms === 0 ? '< 1' : `${Math.round(ms * 10) / 10}`);
