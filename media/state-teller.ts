import type { Clock } from './relay/clock.ts';

/** How often something is told at most, in ms: when it has changed, and when no more than its counts have. */
export interface Pace {
  stateMs: number;
  countsMs: number;
}

/** Has a state told soon after it changed, and no oftener than is useful. */
export class StateTeller {
  readonly #clock: Clock;
  readonly #pace: Pace;
  readonly #tell: () => void;
  #lastTold = Number.NEGATIVE_INFINITY;
  #planned: { at: number; cancel: () => void } | undefined;

  constructor(clock: Clock, pace: Pace, tell: () => void) {
    [this.#clock, this.#pace, this.#tell] = [clock, pace, tell];
  }

  changed(): void {
    this.#plan(this.#lastTold + this.#pace.stateMs);
  }

  counted(): void {
    this.#plan(this.#lastTold + this.#pace.countsMs);
  }

  stop(): void {
    this.#planned?.cancel();
    this.#planned = undefined;
  }

  #plan(wanted: number): void {
    const now = this.#clock.now();
    const at = Math.max(now, wanted);
    if (this.#planned && this.#planned.at <= at) return;
    this.#planned?.cancel();
    this.#planned = { at, cancel: this.#clock.later(at - now, () => this.#now()) };
  }

  #now(): void {
    this.#planned = undefined;
    this.#lastTold = this.#clock.now();
    this.#tell();
  }
}
