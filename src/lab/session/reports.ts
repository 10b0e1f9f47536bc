/** What this end tells the other of itself: its events in batches, and the moment it looks at. */
import type { TraceEvent } from '#domain/trace.ts';
import { weightOf } from '#domain/weight.ts';
import type { Clock } from '../trace-log.ts';
import type { Agenda } from './agenda.ts';
import type { OtherPage } from './other-page.ts';
import type { Streams } from './streams.ts';
import type { Ways } from './ways.ts';

/** Milliseconds for which events are gathered; at most, while messages of the negotiation pass; and between two moments looked at. */
const pause = 100;
const longestPause = 300;
const lookPause = 40;

/** Milliseconds by which a hidden page is early with a batch, if it is awake: its timers would be late. */
const grace = 50;

/** Weight of a batch, so that its letter stays below 12 kB, and of the heaviest event that is told. */
const batch = 10_000;
const heaviest = 48_000;

/** Letters with events that may be on the way at once. */
const atOnce = 8;

export interface ReportsOptions {
  agenda: Agenda;
  clock: Clock;
  ways: Ways;
  other: OtherPage;
  streams: Streams;
}

const isHidden = (): boolean => typeof document !== 'undefined' && document.hidden;

export class Reports {
  readonly #options: ReportsOptions;
  #untold: TraceEvent[] = [];
  #view: { t: number | null } | undefined;
  /** The latest that the batch that is gathered now may go. */
  #deadline = 0;

  constructor(options: ReportsOptions) {
    this.#options = options;
  }

  /** Keeps an event of this end until it is told. Pings are not: each would be told of by a letter that is none. */
  add(event: TraceEvent): void {
    if (event.heard || event.type === 'ping') return;
    this.#untold.push(event);
    this.tellSoon();
  }

  /** Only the last moment looked at matters. */
  look(t: number | null): void {
    this.#view = { t };
    if (this.#options.agenda.has('look')) return;
    this.tell();
    this.#options.agenda.set('look', lookPause, () => this.tell());
  }

  /** Tells with the next batch. */
  tellSoon(): void {
    const { agenda, clock, other } = this.#options;
    const isEmpty = this.#untold.length === 0 && this.#view === undefined;
    if (isEmpty || other.name === undefined || agenda.has('tell')) return;
    this.#deadline = clock() + longestPause;
    this.#tellIn(pause);
  }

  /** A message of the negotiation passes: what is told of it must not be in its way. */
  holdBack(): void {
    const { agenda, clock } = this.#options;
    if (agenda.has('tell')) this.#tellIn(Math.max(0, Math.min(pause, this.#deadline - clock())));
  }

  #tellIn(ms: number): void {
    this.#options.agenda.set('tell', ms, () => this.tell(), isHidden() ? grace : 0);
  }

  /** Tells what there is room for now; messages of the negotiation that wait for the same way go first. */
  tell(): void {
    const { ways, other, streams } = this.#options;
    const way = ways.forReports;
    if (!way || other.name === undefined) return;
    const isHeldUp = way === 'signaling' && streams.waiting('signaling') > streams.underWay('signaling');
    if (isHeldUp || streams.underWay('report') >= atOnce) return;
    if (this.#view) streams.send('report', { kind: 'view', ...this.#view });
    this.#view = undefined;
    while (this.#untold.length > 0 && streams.underWay('report') < atOnce) {
      const events = this.#next();
      if (events.length > 0) streams.send('report', { kind: 'heard', events });
    }
  }

  /** Begins anew, with another page at the other end. */
  reset(): void {
    this.#untold = [];
    this.#view = undefined;
  }

  #next(): TraceEvent[] {
    const events: TraceEvent[] = [];
    let taken = 0;
    let left = batch;
    for (const event of this.#untold) {
      const weight = weightOf(event, heaviest);
      const isTold = weight <= heaviest;
      if (isTold && events.length > 0 && weight > left) break;
      taken += 1;
      if (!isTold) continue;
      events.push(event);
      left -= weight;
    }
    this.#untold.splice(0, taken);
    return events;
  }
}
