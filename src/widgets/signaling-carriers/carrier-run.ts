/** One run over one carrier: its trace, and what the carrier made of its messages. */
import type { CarrierName, TraceEvent } from '#domain/trace.ts';
import { bytesOf, type CarrierFacts, type CrossedMessage, factsOf } from './facts.ts';

/** What a carrier made of the messages of a run. */
export interface Wire {
  /** The text that crossed, by the number of the message; several messages may share one. */
  texts: ReadonlyMap<number, string>;
  /** HTTP requests that were answered. */
  requests: number;
}

export interface CarrierRun {
  carrier: CarrierName;
  /** Name and version of the browser that made it, as `Chromium 156`. */
  browser: string;
  events: readonly TraceEvent[];
  /** Absent where only the trace is known. */
  wire?: Wire;
  /** `live`: made in this page; `recorded`: it came with the page; `shared`: the reader brought it. */
  source: 'live' | 'recorded' | 'shared';
  /** It ended before the two were connected. */
  failed?: true;
}

/** A message as it crossed, or as JSON where that is not known. */
export const textOf = ({ body, message }: CrossedMessage, wire: Wire | undefined): string =>
  wire?.texts.get(message) ?? JSON.stringify(body);

/** A text cut into what stands before the message itself, the message, and what stands after it; what holds no JSON of it stays whole. */
export function letterParts(text: string, { body }: CrossedMessage): [before: string, inside: string, after: string] {
  const inside = JSON.stringify(body);
  const [before = '', after] = text.split(inside);
  return after === undefined ? ['', text, ''] : [before, inside, after];
}

/** Bytes of all that crossed: of a text that holds several messages once. Where the texts are not known, of the messages as JSON. */
export function bytesCrossed({ messages }: CarrierFacts, wire: Wire | undefined): number {
  const texts = messages.map(({ message, body }) => wire?.texts.get(message) ?? JSON.stringify(body));
  const distinct = wire ? new Set(texts) : texts;
  return [...distinct].reduce((sum, text) => sum + bytesOf(text), 0);
}

/** The runs that the page has of each carrier. */
export class CarrierRuns {
  readonly #last = new Map<CarrierName, CarrierRun>();
  /** Facts of every live run that came to its end. */
  readonly #measured = new Map<CarrierName, CarrierFacts[]>();

  last(carrier: CarrierName): CarrierRun | undefined {
    return this.#last.get(carrier);
  }

  /** Shows a run in place of the one before. */
  put(run: CarrierRun): void {
    this.#last.set(run.carrier, run);
  }

  /** Keeps a live run's figures for the median. */
  measure(run: CarrierRun): void {
    this.#measured.set(run.carrier, [...this.measured(run.carrier), factsOf(run.events)]);
  }

  measured(carrier: CarrierName): readonly CarrierFacts[] {
    return this.#measured.get(carrier) ?? [];
  }
}
