/** A call's path over time, read off its trace: the states of both ends, what flowed, what was done to the path, and when. */
import type { Impairment, ImpairmentEvent } from '../path-events.ts';
import type { PeerName, StatsEvent, TraceEvent } from '../trace.ts';
import { readPacket } from '../turn-packet.ts';

/** A state for as long as it lasted, in ms since the trace began. */
export interface StateStretch {
  value: string;
  from: number;
  until: number;
}

/** What arrived at an end, on average since the sample before. */
export interface FlowPoint {
  t: number;
  /** bit/s */
  rate: number;
  /** Frames of video a second. */
  frames: number;
}

export interface EndLife {
  ice: StateStretch[];
  connection: StateStretch[];
  flow: FlowPoint[];
  /** When connectivity checks of this end reached the relay: before a path is chosen to find one, afterwards for consent (RFC 7675 §5.1). */
  checks: number[];
}

/** What was asked of the relay, until the next wish. */
export interface Wish {
  from: number;
  until: number;
  impairment: Impairment;
}

export interface PathLife {
  ends: Record<PeerName, EndLife>;
  /** Stretches in which the path was made worse. */
  wishes: Wish[];
  /** When A was asked to restart ICE. */
  restarts: number[];
  /** When the call began to be made: A's connection. */
  begin: number;
  /** The moment that is drawn up to. */
  end: number;
}

/** The events of one moment, in the order in which they came. */
export const upTo = (events: readonly TraceEvent[], t: number): TraceEvent[] => events.filter((event) => event.t <= t);

/** Reads a trace as far as `end`, in ms: a state that has not ended lasts until then. */
export function pathLife(events: readonly TraceEvent[], end: number): PathLife {
  const seen = upTo(events, end);
  const begin = seen.find(({ type }) => type === 'created')?.t ?? 0;
  const restarts = seen.flatMap((event) => (event.type === 'call' && event.method === 'restartIce' ? [event.t] : []));
  return {
    ends: { a: endLife(seen, 'a', end), b: endLife(seen, 'b', end) },
    wishes: wishesIn(seen, end),
    restarts,
    begin,
    end,
  };
}

function endLife(events: readonly TraceEvent[], peer: PeerName, end: number): EndLife {
  return {
    ice: stretches(events, peer, 'iceConnectionState', end),
    connection: stretches(events, peer, 'connectionState', end),
    flow: flowOf(events.filter((event): event is StatsEvent => event.type === 'stats' && event.peer === peer)),
    checks: checksOf(events, peer),
  };
}

function stretches(
  events: readonly TraceEvent[],
  peer: PeerName,
  attribute: 'iceConnectionState' | 'connectionState',
  end: number,
): StateStretch[] {
  const changes = events.flatMap((event) => {
    if (event.peer !== peer) return [];
    // a connection begins in `new`, of which no event tells
    if (event.type === 'created') return [{ value: 'new', from: event.t }];
    return event.type === 'state' && event.attribute === attribute ? [{ value: event.value, from: event.t }] : [];
  });
  return changes.map((change, index) => ({ ...change, until: changes[index + 1]?.from ?? end }));
}

function flowOf(samples: readonly StatsEvent[]): FlowPoint[] {
  return samples.slice(1).flatMap((sample, index) => {
    const before = samples[index];
    // two samples of one moment say nothing of what flowed between them
    if (!before || sample.t - before.t < 200) return [];
    const seconds = (sample.t - before.t) / 1000;
    // after an ICE restart a browser may count from 0 again
    const grown = (now = 0, then = 0): number => Math.max(now - then, 0) / seconds;
    const rate = 8 * grown(sample.bytesReceived, before.bytesReceived);
    return [{ t: sample.t, rate, frames: grown(sample.framesDecoded, before.framesDecoded) }];
  });
}

/** A check on its way into the relay, inside of what TURN wraps around it; STUN's type of a Binding request is 0x0001. */
function checksOf(events: readonly TraceEvent[], peer: PeerName): number[] {
  return events.flatMap((event) => {
    if (event.type !== 'packet' || event.peer !== peer || event.leg !== 'client' || event.direction !== 'in') return [];
    const packet = readPacket(event);
    const isCheck = packet.kind === 'data' && packet.inner === 'check' && packet.head.startsWith('0001');
    return isCheck ? [event.seenAt] : [];
  });
}

/** Whether anything at all is asked. */
export const isImpaired = ({ loss, delay, jitter, rate, reorder, duplicate, cut }: Impairment): boolean =>
  cut || rate !== null || loss + delay + jitter + reorder + duplicate > 0;

function wishesIn(events: readonly TraceEvent[], end: number): Wish[] {
  // both ends' paths are treated alike, so one end tells for both
  const wishes = events.filter((event): event is ImpairmentEvent => event.type === 'impairment' && event.peer === 'a');
  return wishes.flatMap(({ t, type: _, peer: __, ...impairment }, index) =>
    isImpaired(impairment) ? [{ from: t, until: wishes[index + 1]?.t ?? end, impairment }] : [],
  );
}

/** The offers of A in their order, as they were sent. */
export const offersOf = (events: readonly TraceEvent[]): string[] =>
  events.flatMap((event) =>
    event.type === 'sent' &&
    event.peer === 'a' &&
    event.body.kind === 'description' &&
    event.body.description.type === 'offer'
      ? [event.body.description.sdp]
      : [],
  );
