/** Both halves of a run as one: on A's clock, from the moment at which the two met. */
import { type ExchangeRow, exchangeRows } from '#domain/exchange-rows.ts';
import { stepOf } from '#domain/step.ts';
import { Timeline } from '#domain/timeline.ts';
import type { PeerName, TraceEvent } from '#domain/trace.ts';
import { TraceIndex } from '#domain/trace-index.ts';

/** When the two met: the first hello that arrived was sent then, in ms on A's clock; before that, when the run began. */
export function meetingOf(events: readonly TraceEvent[]): number {
  const arrived = new Set<number>();
  for (const event of events) if (event.type === 'received') arrived.add(event.message);
  const hello = events.find(
    (event) => event.type === 'sent' && event.body.kind === 'hello' && arrived.has(event.message),
  );
  return hello?.t ?? events[0]?.t ?? 0;
}

/** The events with times since the meeting; of what was before it, calls into an empty room are left out. */
export function sinceMeeting(events: readonly TraceEvent[], meeting: number): TraceEvent[] {
  return events
    .filter((event) => event.t >= meeting || event.type !== 'sent')
    .map((event) => ({ ...event, t: Math.max(0, event.t - meeting) }));
}

/** The end at which a trace of two halves was recorded: what happened there was not heard of. */
export function recordedEnd(events: readonly TraceEvent[]): PeerName {
  return events.find(({ heard }) => !heard)?.peer ?? 'a';
}

/** Whether something begins here that a reader steps to: a call, a message that leaves or arrives, a change of the carrier. */
function isMoment(event: TraceEvent): boolean {
  if (event.type === 'sent' || event.type === 'received' || event.type === 'carrier') return true;
  return event.type === 'call' && event.step !== undefined && stepOf(event) !== undefined;
}

/** A trace of two halves, and what is read from it. Knows neither where the events come from nor how they are drawn. */
export class TwoHalves {
  readonly browser: string;
  readonly index: TraceIndex;
  readonly timeline = new Timeline();
  /** The times after each moment that a reader steps to, ascending, none twice. */
  readonly moments: readonly number[];

  constructor(browser: string, events: Iterable<TraceEvent> = []) {
    this.browser = browser;
    this.index = new TraceIndex(events);
    for (const event of this.index.events) this.timeline.append(event);
    this.moments = momentsOf(this.index.events);
  }

  get events(): readonly TraceEvent[] {
    return this.index.events;
  }

  get length(): number {
    return this.index.events.length;
  }

  /** When the last event was. */
  get end(): number {
    return this.index.events.at(-1)?.t ?? 0;
  }

  /** Number of events up to a moment. */
  countAt(t: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.events[middle]?.t ?? 0) <= t) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The moment before a time, or 0 before the first. */
  before(t: number): number {
    return this.moments.findLast((moment) => moment < t) ?? 0;
  }

  /** The moment after a time; undefined past the last. */
  after(t: number): number | undefined {
    return this.moments.find((moment) => moment > t);
  }

  /** The messages among the first `count` events. */
  rowsAt(count: number): ExchangeRow[] {
    return exchangeRows(this.events.slice(0, count));
  }
}

/** One moment ends where the next begins. */
function momentsOf(events: readonly TraceEvent[]): number[] {
  const ends = events.flatMap((event, index) => (index > 0 && isMoment(event) ? [events[index - 1]?.t ?? 0] : []));
  return ends.filter((t, index) => t !== ends[index - 1]);
}
