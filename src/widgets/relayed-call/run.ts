import type { ImpairmentEvent, RelayEvent } from '#domain/path-events.ts';
import type { PeerName, StatsEvent, TraceEvent } from '#domain/trace.ts';
import { TraceIndex } from '#domain/trace-index.ts';
import { type TurnRow, TurnTimeline } from '#domain/turn-timeline.ts';

/** What changes whenever a round trip is measured: the answers to checks that have come, and what was measured. */
function measuredBy({ pairs, roundTripTime }: StatsEvent): string {
  return `${pairs.find(({ selected }) => selected)?.responsesReceived} ${roundTripTime}`;
}

/** One call: its trace, and what is read from it as it grows. Knows neither where the events come from nor how they are drawn. */
export class Run {
  readonly index = new TraceIndex();
  /** The end whose side of the relay is looked at. */
  view: PeerName = 'a';
  /** Name and version of the browser that made it, as `Chromium 156`. */
  readonly browser: string;
  readonly #timelines = { a: new TurnTimeline('a'), b: new TurnTimeline('b') };
  readonly #samples: Record<PeerName, { index: number; event: RelayEvent }[]> = { a: [], b: [] };
  readonly #told: Record<PeerName, { index: number; t: number; measured: string }[]> = { a: [], b: [] };
  #zero: number | undefined;
  readonly #impairments: { index: number; event: ImpairmentEvent }[] = [];

  constructor(browser: string, events: Iterable<TraceEvent> = []) {
    this.browser = browser;
    for (const event of events) this.append(event);
  }

  append(event: TraceEvent): void {
    const index = this.length;
    this.#timelines.a.append(event);
    this.#timelines.b.append(event);
    this.index.append(event);
    if (event.type === 'relay') this.#samples[event.peer].push({ index, event });
    if (event.type === 'packet') this.#zero ??= event.seenAt;
    if (event.type === 'stats') this.#told[event.peer].push({ index, t: event.t, measured: measuredBy(event) });
    if (event.type === 'impairment') this.#impairments.push({ index, event });
  }

  /** The rows of the side that is looked at. */
  get timeline(): TurnTimeline {
    return this.#timelines[this.view];
  }

  get length(): number {
    return this.index.events.length;
  }

  /** Rows that have begun within the first `count` events. */
  rows(count: number): readonly TurnRow[] {
    return this.timeline.rows.slice(0, this.timeline.rowsAt(count));
  }

  /** What the server told last of what it holds, within the first `count` events. */
  sampleAt(count: number): RelayEvent | undefined {
    return this.#samples[this.view].findLast(({ index }) => index < count)?.event;
  }

  /** What the server told about a second before that. */
  sampleBefore(count: number): RelayEvent | undefined {
    const last = this.sampleAt(count);
    return last && this.#samples[this.view].findLast(({ event }) => event.seenAt <= last.seenAt - 1000)?.event;
  }

  /** Whether our server lent an end this address, in the whole of the run. */
  isLent(peer: PeerName, address: string): boolean {
    return this.#timelines[peer].rows.some(({ turn }) => turn?.relayed === address);
  }

  /** When the round trip that an end told last was measured, in ms of this trace: with the last answer to a check. */
  measuredAt(peer: PeerName, count: number): number | undefined {
    const told = this.#told[peer].filter(({ index }) => index < count);
    const last = told.at(-1);
    return last && told.find(({ measured }) => measured === last.measured)?.t;
  }

  /** What the relay does to the path, within the first `count` events. */
  impairmentAt(count: number): ImpairmentEvent | undefined {
    return this.#impairments.findLast(({ index }) => index < count)?.event;
  }

  /** When the server saw the first packet, in ms of this trace. */
  get zero(): number {
    return this.#zero ?? 0;
  }

  /** The time of the last of the first `count` events, in ms of this trace. */
  timeAt(count: number): number {
    return this.index.events[Math.min(count, this.length) - 1]?.t ?? 0;
  }
}
