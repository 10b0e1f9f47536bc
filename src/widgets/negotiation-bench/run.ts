import { Sequence } from '#domain/sequence.ts';
import { Timeline } from '#domain/timeline.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { TraceIndex } from '#domain/trace-index.ts';
import { createPredictor, type Difference } from '#machines/prediction.ts';

/** One run: its trace, and what is read from it as it grows. Knows neither where the events come from nor how they are drawn. */
export class Run {
  readonly index = new TraceIndex();
  readonly sequence = new Sequence();
  readonly timeline = new Timeline();
  /** Where the browser differed from the standard's machines, in the order of their events. */
  readonly differences: Difference[] = [];
  readonly #predictor = createPredictor();

  /** Name and version of the browser that made it, as `Chromium 156`. */
  readonly browser: string;

  constructor(browser: string, events: Iterable<TraceEvent> = []) {
    this.browser = browser;
    for (const event of events) this.append(event);
  }

  append(event: TraceEvent): void {
    this.sequence.append(event, this.index.events.length);
    this.timeline.append(event);
    this.index.append(event);
    this.differences.push(...this.#predictor.feed(event));
  }

  get length(): number {
    return this.index.events.length;
  }

  /** Where each step ends: one step ends where the next begins. */
  get boundaries(): readonly number[] {
    return this.index.steps.slice(1);
  }

  /** Number of steps among the first `count` events. */
  stepsAt(count: number): number {
    const { steps } = this.index;
    const later = steps.findLastIndex((begin) => begin < count);
    return later + 1;
  }
}
