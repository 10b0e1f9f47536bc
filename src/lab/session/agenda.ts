/** What a session is to do later, by name, with one timer for all of it. */
import type { Clock } from '../trace-log.ts';

/** Runs something in `ms` milliseconds, and gives back what calls it off. */
export type After = (ms: number, run: () => void) => () => void;

/** The browser's own timers. */
export const after: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** Milliseconds by which a timer may fire before its time, as the clock has it. */
export const early = 1;

/** `signaling` and `report`: to write the parcels of that stream again. */
export type EntryName = 'signaling' | 'report' | 'acknowledge' | 'silence' | 'hello' | 'ping' | 'tell' | 'look';

interface Entry {
  at: number;
  /** Milliseconds before its time at which it may be done when the page is awake anyway. */
  grace: number;
  run: () => void;
}

/** Each name stands once. */
export class Agenda {
  readonly #clock: Clock;
  readonly #after: After;
  readonly #entries = new Map<EntryName, Entry>();
  #wakesAt = Number.POSITIVE_INFINITY;
  #callOff: () => void = () => {};
  #ended = false;

  constructor(clock: Clock, runAfter: After = after) {
    this.#clock = clock;
    this.#after = runAfter;
  }

  /** Puts an entry down for `ms` from now, in place of the one of that name; it may be early by `grace` if the page is awake then. */
  set(name: EntryName, ms: number, run: () => void, grace = 0): void {
    if (this.#ended) return;
    const at = this.#clock() + ms;
    this.#entries.set(name, { at, grace, run });
    this.#wakeAt(at);
  }

  /** Puts an entry down unless one of that name stands. */
  setOnce(name: EntryName, ms: number, run: () => void): void {
    if (!this.#entries.has(name)) this.set(name, ms, run);
  }

  has(name: EntryName): boolean {
    return this.#entries.has(name);
  }

  drop(name: EntryName): void {
    this.#entries.delete(name);
  }

  /** Does what is due. Browsers let the timers of a hidden page wait for a second, so whoever wakes it otherwise asks. */
  catchUp(): void {
    const now = this.#clock();
    const due = [...this.#entries].filter(([, { at, grace }]) => at - grace <= now + early);
    for (const [name, entry] of due.toSorted(([, one], [, other]) => one.at - other.at)) {
      if (this.#entries.get(name) !== entry) continue;
      this.#entries.delete(name);
      entry.run();
    }
  }

  /** Forgets everything, and takes nothing more. */
  end(): void {
    this.#ended = true;
    this.#entries.clear();
    this.#callOff();
  }

  #wakeAt(at: number): void {
    if (at >= this.#wakesAt) return;
    this.#callOff();
    this.#wakesAt = at;
    this.#callOff = this.#after(Math.max(0, at - this.#clock()), () => this.#wake());
  }

  #wake(): void {
    this.#wakesAt = Number.POSITIVE_INFINITY;
    this.catchUp();
    const next = Math.min(...[...this.#entries.values()].map(({ at }) => at));
    if (Number.isFinite(next)) this.#wakeAt(next);
  }
}
