/** One run: what was recorded, where, and the way from its events to time and back. */
import { gatheringOf } from '#domain/ice/gathering.ts';
import type { TraceEvent } from '#domain/trace.ts';

/** Where playing and stepping rest: what a reader can see come. */
const rests: ReadonlySet<TraceEvent['type']> = new Set(['created', 'candidate', 'candidate-error']);

export class Run {
  /** Name and version of the browser that made it; empty where nobody knows. */
  readonly browser: string;
  /** It is made here and now. */
  readonly isLive: boolean;
  readonly events: TraceEvent[];
  readonly #life = new AbortController();

  constructor(browser: string, isLive: boolean, events: Iterable<TraceEvent> = []) {
    this.browser = browser;
    this.isLive = isLive;
    this.events = [...events];
  }

  get signal(): AbortSignal {
    return this.#life.signal;
  }

  end(): void {
    this.#life.abort();
  }

  /** Where each step ends, as numbers of events. */
  get boundaries(): number[] {
    const ends = this.events.flatMap(({ type }, index) => (rests.has(type) ? [index + 1] : []));
    return ends.at(-1) === this.events.length ? ends : [...ends, this.events.length];
  }

  /** Ms from the beginning of gathering to the last of the first `count` events; negative while only a pool gathered. */
  timeAt(count: number): number {
    const { began = 0, headStart } = gatheringOf(this.events, 'a');
    return Math.max(-headStart, (this.events[count - 1]?.t ?? 0) - began);
  }

  /** How many events there had been `ms` after gathering began. */
  countAt(ms: number): number {
    const { began = 0 } = gatheringOf(this.events, 'a');
    return this.events.findLastIndex(({ t }) => t - began <= ms) + 1;
  }
}
