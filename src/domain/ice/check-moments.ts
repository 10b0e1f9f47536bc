/** The moments of a check list, one after the other: what the model sends, and what the browser reports. */
import type { PairSample, StateAttribute, TraceEvent } from '../trace.ts';
import type { Arrival } from './check-candidates.ts';
import type { ChecksRun } from './check-reading.ts';
import { isStatsOf, type MeantPair, meantIn } from './check-rows.ts';

/** One thing that a report says and the report before it did not. */
export interface Change {
  /** The pair's key, as in `CheckRow`. */
  key: string;
  what: 'selected' | 'nominated' | PairSample['state'] | 'gone';
}

export type Moment = {
  /** Milliseconds since the trace began. */
  t: number;
} & (
  | { kind: 'formed'; locals: number; remotes: number }
  /** The model: Ta fired, and this pair's check was sent. */
  | { kind: 'sent'; key: string }
  | { kind: 'reported'; changes: readonly Change[] }
  | { kind: 'state'; attribute: StateAttribute; value: string }
  /** The last: the pair that is in use, and when it was first reported as nominated. */
  | { kind: 'over'; key: string; nominated: number | undefined }
);

/** The moments of one end in their order; those of one time as they are listed above. */
export function momentsOf(run: ChecksRun): Moment[] {
  const { start, arrivals, model, events } = run;
  if (start === undefined) return [];
  const count = (end: Arrival['end']): number => arrivals.filter((each) => each.end === end && each.t <= start).length;
  const moments: Moment[] = [
    { t: start, kind: 'formed', locals: count('local'), remotes: count('remote') },
    ...model.flatMap(({ t, check }): Moment[] => (check ? [{ t, kind: 'sent', key: check.pair }] : [])),
    ...reportedIn(run),
    ...events.filter((event) => event.t >= start).flatMap((event) => stateOf(event, run)),
  ];
  const inOrder = moments.sort((one, two) => one.t - two.t);
  return [...inOrder, ...endOf(inOrder)];
}

/** The end of a run that has one: a pair is in use. */
function endOf(moments: readonly Moment[]): Moment[] {
  const changes = moments.flatMap((moment) =>
    moment.kind === 'reported' ? moment.changes.map((change) => ({ ...change, t: moment.t })) : [],
  );
  const used = changes.findLast(({ what }) => what === 'selected');
  const last = moments.at(-1);
  if (!used || !last) return [];
  const nominated = changes.find(({ key, what }) => key === used.key && what === 'nominated')?.t;
  return [{ t: last.t, kind: 'over', key: used.key, nominated }];
}

function stateOf(event: TraceEvent, { peer }: ChecksRun): Moment[] {
  if (event.type !== 'state' || event.peer !== peer || event.attribute !== 'iceConnectionState') return [];
  return [{ t: event.t, kind: 'state', attribute: event.attribute, value: event.value }];
}

function reportedIn({ events, peer, arrivals }: ChecksRun): Moment[] {
  const moments: Moment[] = [];
  let before = new Map<string, PairSample>();
  for (const stats of events.filter(isStatsOf(peer))) {
    const now = byKey(meantIn(stats, arrivals));
    const changes = changesBetween(before, now);
    if (changes.length > 0) moments.push({ t: stats.t, kind: 'reported', changes });
    before = now;
  }
  return moments;
}

/** The foremost of the pairs that a row stands for. */
function byKey(pairs: readonly MeantPair[]): Map<string, PairSample> {
  return new Map(pairs.toReversed().map(({ key, sample }) => [key, sample]));
}

/** What matters most comes first. */
const order: readonly Change['what'][] = [
  'selected',
  'nominated',
  'succeeded',
  'failed',
  'cancelled',
  'in-progress',
  'waiting',
  'frozen',
  'gone',
];

function changesBetween(before: ReadonlyMap<string, PairSample>, now: ReadonlyMap<string, PairSample>): Change[] {
  const changes = [...now].flatMap(([key, sample]) =>
    changesOf(before.get(key), sample).map((what) => ({ key, what })),
  );
  const gone = [...before.keys()].filter((key) => !now.has(key)).map((key): Change => ({ key, what: 'gone' }));
  return [...changes, ...gone].sort((one, two) => order.indexOf(one.what) - order.indexOf(two.what));
}

function changesOf(before: PairSample | undefined, now: PairSample): Change['what'][] {
  return [
    ...(now.selected && !before?.selected ? (['selected'] as const) : []),
    ...(now.nominated && !before?.nominated ? (['nominated'] as const) : []),
    ...(now.state === before?.state ? [] : [now.state]),
  ];
}
