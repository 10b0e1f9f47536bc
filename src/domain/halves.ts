/** Joins what two ends recorded, each by its own clock, to one trace on A's clock. */
import type { PeerName, TraceEvent } from './trace.ts';

/**
 * Merges this end's events with those that the other end told of, each in the order in which they happened. `offset` is the other's
 * clock minus this one's, in ms (`estimateOffset`). B's events are put on A's clock, and no further from where the offset puts them
 * than is needed that nothing is received before it was sent. What the other told of is marked as heard.
 */
export function mergeHalves(
  own: readonly TraceEvent[],
  heard: readonly TraceEvent[],
  self: PeerName,
  offset: number,
): TraceEvent[] {
  const told = inOrder(heard).map((event): TraceEvent => ({ ...event, heard: true }));
  if (self === 'a') return believable(weave(own, onClockOf(own, told, offset)));
  return believable(weave(told, onClockOf(told, own, -offset)));
}

/** The same events, none before the one ahead of it. */
function inOrder(events: readonly TraceEvent[]): TraceEvent[] {
  let latest = 0;
  return events.map((event) => {
    latest = Math.max(latest, event.t);
    return event.t === latest ? event : { ...event, t: latest };
  });
}

/** B's events on A's clock, when B's clock is `offset` ahead of it; none before A's began. */
function onClockOf(a: readonly TraceEvent[], b: readonly TraceEvent[], offset: number): TraceEvent[] {
  const sent = timesOf(a, 'sent');
  const received = timesOf(a, 'received');
  const times: number[] = [];
  let earliest = 0;
  for (const event of b) {
    if (event.type === 'received') earliest = Math.max(earliest, sent.get(event.message) ?? 0);
    earliest = Math.max(earliest, event.t - offset);
    times.push(earliest);
  }
  let latest = Number.POSITIVE_INFINITY;
  for (let index = b.length - 1; index >= 0; index -= 1) {
    const event = b[index];
    if (event?.type === 'sent') latest = Math.min(latest, received.get(event.message) ?? latest);
    times[index] = Math.min(latest, times[index] ?? latest);
  }
  return b.map((event, index) => ({ ...event, t: times[index] ?? event.t }));
}

/** When each message was first sent, or received, by its number. */
function timesOf(events: readonly TraceEvent[], type: 'sent' | 'received'): Map<number, number> {
  const times = new Map<number, number>();
  for (const event of events) if (event.type === type && !times.has(event.message)) times.set(event.message, event.t);
  return times;
}

/** Two sorted lists as one; at the same moment A's come first, but for a message that B is just sending. */
function weave(a: readonly TraceEvent[], b: readonly TraceEvent[]): TraceEvent[] {
  const woven: TraceEvent[] = [];
  const yetToBeSent = timesOf(b, 'sent');
  let next = 0;
  const takeB = (event: TraceEvent): void => {
    next += 1;
    woven.push(event);
    if (event.type === 'sent') yetToBeSent.delete(event.message);
  };
  for (const event of a) {
    for (let other = b[next]; other && comesFirst(other, event, yetToBeSent); other = b[next]) takeB(other);
    woven.push(event);
  }
  return [...woven, ...b.slice(next)];
}

function comesFirst(b: TraceEvent, a: TraceEvent, yetToBeSent: ReadonlyMap<number, number>): boolean {
  return b.t < a.t || (b.t === a.t && a.type === 'received' && yetToBeSent.has(a.message));
}

/** Without what the other end cannot have done: receiving what was not yet sent, or sending what had arrived. */
function believable(events: readonly TraceEvent[]): TraceEvent[] {
  const yetToBeSent = timesOf(events, 'sent');
  const received = new Set<number>();
  return events.filter((event) => {
    if (event.type === 'received') {
      if (event.heard && yetToBeSent.has(event.message)) return false;
      received.add(event.message);
    }
    if (event.type !== 'sent') return true;
    if (event.heard && received.has(event.message)) return false;
    yetToBeSent.delete(event.message);
    return true;
  });
}
