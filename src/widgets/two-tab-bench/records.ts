/** What both halves of a run recorded: this end's own events, and those that the other end told of. */
import { estimateOffset } from '#domain/clock-offset.ts';
import { mergeHalves } from '#domain/halves.ts';
import type { PeerName, PingEvent, TraceEvent } from '#domain/trace.ts';
import { meetingOf, sinceMeeting, TwoHalves } from './two-halves.ts';

/** A run that is over, to be copied while the next has not begun. */
export interface FormerRun {
  browser: string;
  events: readonly TraceEvent[];
}

export class Records {
  /** The run before this one. */
  former: FormerRun | undefined;
  readonly #browser: string;
  #self: PeerName = 'a';
  #own: TraceEvent[] = [];
  #heard: TraceEvent[] = [];
  #heardAt: number | undefined;
  #halves: TwoHalves | undefined;
  #meeting = 0;
  /** A run has begun since the seat was taken. */
  #met = false;

  constructor(browser: string) {
    this.#browser = browser;
  }

  /** Milliseconds since the other told of something; undefined: it never did. */
  get heardAgo(): number | undefined {
    return this.#heardAt === undefined ? undefined : performance.now() - this.#heardAt;
  }

  /** When the two met, in ms on A's clock. */
  get meeting(): number {
    this.halves();
    return this.#meeting;
  }

  /** Both halves, as far as they are known now. */
  halves(): TwoHalves {
    if (this.#halves) return this.#halves;
    const pings = this.#own.filter((event): event is PingEvent => event.type === 'ping');
    const merged = mergeHalves(this.#own, this.#heard, this.#self, estimateOffset(pings)?.offset ?? 0);
    this.#meeting = meetingOf(merged);
    this.#halves = new TwoHalves(this.#browser, sinceMeeting(merged, this.#meeting));
    return this.#halves;
  }

  add(event: TraceEvent): void {
    this.#own.push(event);
    this.#halves = undefined;
  }

  hear(told: readonly TraceEvent[]): void {
    this.#heard.push(...told);
    this.#heardAt = performance.now();
    this.#halves = undefined;
  }

  /** A seat is taken at an end: nothing of what was belongs to it. */
  sit(self: PeerName): void {
    this.#forget();
    this.#self = self;
    this.#met = false;
  }

  /**
   * A run begins. If it is with another page than before, what was recorded with that is kept apart, and what tells of the new one
   * stays. Gives back what stays and the new page has not been told of.
   */
  begin(): readonly TraceEvent[] {
    const isFirst = !this.#met;
    this.#met = true;
    if (isFirst) return [];
    const kept = this.#own.slice(this.#own.findLastIndex(({ type }) => type === 'received'));
    const carrier = this.#own.findLast((event) => event.type === 'carrier' && event.state === 'open');
    const untold = carrier && !kept.includes(carrier) ? [carrier] : [];
    this.#forget();
    this.#own = [...untold, ...kept];
    return untold;
  }

  #forget(): void {
    const { events, browser } = this.halves();
    if (events.some(({ type }) => type === 'call')) this.former = { browser, events };
    this.#own = [];
    this.#heard = [];
    this.#heardAt = undefined;
    this.#halves = undefined;
  }
}
