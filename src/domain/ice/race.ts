/** What connecting took, with trickle and without it: the phases of each run, read off its trace. */
import type { PeerName, TraceEvent } from '../trace.ts';
import { parseCandidate } from './candidate.ts';

/** `wait`: a description leaves once all its candidates are in it. `trickle`: candidates follow as they are found (RFC 8838). */
export type RaceMode = 'wait' | 'trickle';

/** From one event to another, in ms since A's createOffer. */
export interface Stretch {
  from: number;
  until: number;
}

/** Gathering of one end; it may not be over when the run is. */
export interface Gathering {
  from: number;
  until?: number;
  /** A description waited for its end. */
  waitedFor: boolean;
}

/** A candidate that an end found. */
export interface Found {
  peer: PeerName;
  t: number;
  kind: string;
}

/** One run that connected. */
export interface RaceRun {
  mode: RaceMode;
  gathering: Record<PeerName, Gathering>;
  /** From A's sending of the offer to B's setRemoteDescription, and of the answer the other way. */
  offer: Stretch;
  answer: Stretch;
  /** A's iceConnectionState from checking to connected, and then its dtlsState to connected. */
  check: Stretch;
  dtls: Stretch;
  /** When both ends' connectionState was connected. */
  connected: number;
  /** The last that was seen of the run. */
  ended: number;
  found: Found[];
  /** From A's sending of its first candidate on its own until B had it; absent where candidates came in descriptions alone. */
  alone?: Stretch;
  /** Kinds of the two candidates that were used, A's first, as `['host', 'host']`; absent where no sample of getStats says. */
  pair?: [string, string];
}

/** How long each phase held the connection up, in ms; together they are all of it. Null: nobody waited for that gathering. */
export interface RacePhases {
  gather: Record<PeerName, number | null>;
  signal: [offer: number, answer: number];
  check: number;
  dtls: number;
  /** Work between the events. */
  other: number;
  connected: number;
}

/** Parts a trace of several runs, each of which begins when A's connection is made. */
export function runsIn(events: readonly TraceEvent[]): TraceEvent[][] {
  const runs: TraceEvent[][] = [];
  for (const event of events) {
    if (event.type === 'created' && event.peer === 'a') runs.push([]);
    runs.at(-1)?.push(event);
  }
  return runs;
}

type Test = (event: TraceEvent) => boolean;

const timeOf = (events: readonly TraceEvent[], test: Test): number | undefined => events.find(test)?.t;

const isState =
  (peer: PeerName, attribute: string, ...values: string[]): Test =>
  (event) =>
    event.type === 'state' && event.peer === peer && event.attribute === attribute && values.includes(event.value);

const isCall =
  (peer: PeerName, method: string): Test =>
  (event) =>
    event.type === 'call' && event.peer === peer && event.method === method;

const isSent =
  (peer: PeerName, kind: string): Test =>
  (event) =>
    event.type === 'sent' && event.peer === peer && event.body.kind === kind;

/** Reads one run; undefined where the two were not connected. */
export function raceRun(events: readonly TraceEvent[]): RaceRun | undefined {
  const zero = timeOf(events, isCall('a', 'createOffer'));
  if (zero === undefined) return undefined;
  const at = (test: Test): number | undefined => {
    const t = timeOf(events, test);
    return t === undefined ? undefined : t - zero;
  };
  const offer = stretch(at(isSent('a', 'description')), at(isCall('b', 'setRemoteDescription')));
  const answer = stretch(at(isSent('b', 'description')), at(isCall('a', 'setRemoteDescription')));
  const ends = (['a', 'b'] as const).map((peer) => at(isState(peer, 'connectionState', 'connected')));
  const connected = Math.max(...ends.map((t) => t ?? Number.NaN));
  if (!offer || !answer || Number.isNaN(connected)) return undefined;
  const checked = at(isState('a', 'iceConnectionState', 'connected', 'completed')) ?? connected;
  const checking = at(isState('a', 'iceConnectionState', 'checking')) ?? answer.until;
  const check = ordered(Math.max(checking, answer.until), checked);
  const begun = at(isState('a', 'dtlsState', 'connecting')) ?? check.until;
  const dtls = ordered(Math.max(begun, check.until), at(isState('a', 'dtlsState', 'connected')) ?? connected);
  const pair = selectedKinds(events);
  const alone = firstAlone(events, zero);
  const mode = events.some((event) => event.type === 'sent' && event.body.kind !== 'description') ? 'trickle' : 'wait';
  const gathering = (peer: PeerName): Gathering =>
    gatheringOf(
      at(isState(peer, 'iceGatheringState', 'gathering')) ?? 0,
      at(isState(peer, 'iceGatheringState', 'complete')),
      mode,
    );
  return {
    mode,
    gathering: { a: gathering('a'), b: gathering('b') },
    offer,
    answer,
    check,
    dtls,
    connected,
    ended: (events.at(-1)?.t ?? zero) - zero,
    found: foundIn(events, zero),
    ...(alone ? { alone } : {}),
    ...(pair ? { pair } : {}),
  };
}

function stretch(from: number | undefined, until: number | undefined): Stretch | undefined {
  return from === undefined || until === undefined ? undefined : { from, until };
}

const ordered = (from: number, until: number): Stretch => ({ from: Math.min(from, until), until });

const gatheringOf = (from: number, until: number | undefined, mode: RaceMode): Gathering =>
  until === undefined ? { from, waitedFor: false } : { from, until, waitedFor: mode === 'wait' };

function foundIn(events: readonly TraceEvent[], zero: number): Found[] {
  return events.flatMap((event) => {
    if (event.type !== 'candidate' || !event.candidate) return [];
    const read = parseCandidate(event.candidate.candidate);
    return read.ok ? [{ peer: event.peer, t: event.t - zero, kind: read.candidate.type }] : [];
  });
}

function firstAlone(events: readonly TraceEvent[], zero: number): Stretch | undefined {
  const sent = events.find(isSent('a', 'candidate'));
  if (sent?.type !== 'sent') return undefined;
  const until = timeOf(events, (event) => event.type === 'received' && event.message === sent.message);
  return until === undefined ? undefined : { from: sent.t - zero, until: until - zero };
}

/** `host udp 192.0.2.1:5000` is of kind host. */
const kindOf = (candidate: string): string => candidate.split(' ')[0] ?? '';

function selectedKinds(events: readonly TraceEvent[]): [string, string] | undefined {
  const pair = events
    .flatMap((event) => (event.type === 'stats' && event.peer === 'a' ? event.pairs : []))
    .findLast(({ selected }) => selected);
  return pair && [kindOf(pair.local), kindOf(pair.remote)];
}

const lengthOf = ({ from, until }: Stretch): number => until - from;

/** Divides a run's time up: what stands in no other phase is in `other`. */
export function phasesOf({ gathering, offer, answer, check, dtls, connected }: RaceRun): RacePhases {
  const waited = ({ from, until, waitedFor }: Gathering): number | null =>
    waitedFor && until !== undefined ? until - from : null;
  const gather = { a: waited(gathering.a), b: waited(gathering.b) };
  const signal: [number, number] = [lengthOf(offer), lengthOf(answer)];
  const named = (gather.a ?? 0) + (gather.b ?? 0) + signal[0] + signal[1] + lengthOf(check) + lengthOf(dtls);
  return { gather, signal, check: lengthOf(check), dtls: lengthOf(dtls), other: connected - named, connected };
}

/** The run that connected neither sooner nor later than the middle one; of an even number, the sooner of the two. */
export function medianRun(runs: readonly RaceRun[], mode: RaceMode): RaceRun | undefined {
  const ordered = runs.filter((run) => run.mode === mode).sort((one, two) => one.connected - two.connected);
  return ordered[Math.floor((ordered.length - 1) / 2)];
}
