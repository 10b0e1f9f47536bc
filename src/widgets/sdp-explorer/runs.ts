/** The runs that the explorer can show: this browser's own, and one that was pasted in its place. */
import { type Exchange, exchangeOf } from '#domain/exchange.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { makeSampleExchange } from '#lab/sample-exchange.ts';
import { createTraceLog } from '#lab/trace-log.ts';
import { browserName } from '#widgets/trace-tools.ts';

export interface Run {
  /** Name and version of the browser that made it, as `Chromium 156`; empty where it is not known. */
  readonly browser: string;
  readonly events: readonly TraceEvent[];
}

/** Names what the next offer is to carry, as its radio button says it. */
export const isCarried = (choice: string): choice is 'data' | 'media' | 'both' =>
  ['data', 'media', 'both'].includes(choice);

export class Runs {
  #own: Run = { browser: '', events: [] };
  #pasted: Run | undefined;

  /** The one that is shown. */
  get shown(): Run {
    return this.#pasted ?? this.#own;
  }

  get isRecorded(): boolean {
    return this.#pasted !== undefined;
  }

  /** The offer of this browser. */
  get ownOffer(): string {
    return exchangeOf(this.#own.events).offer ?? '';
  }

  get exchange(): Exchange {
    return exchangeOf(this.shown.events);
  }

  /** Makes a new run of this browser and shows it; rejects as `makeSampleExchange` does, the events so far kept. */
  async make(carries: 'data' | 'media' | 'both', signal: AbortSignal): Promise<void> {
    const events: TraceEvent[] = [];
    this.#own = { browser: browserName(navigator.userAgent), events };
    this.#pasted = undefined;
    await makeSampleExchange(
      carries,
      createTraceLog((event) => events.push(event)),
      signal,
    );
  }

  paste(browser: string, events: readonly TraceEvent[]): void {
    this.#pasted = { browser, events };
  }

  /** Shows this browser's own again. */
  undo(): void {
    this.#pasted = undefined;
  }
}
