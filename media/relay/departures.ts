/** Packets that a path holds back, each until its time. */
import type { Clock } from './clock.ts';

interface Departure {
  at: number;
  bytes: number;
  depart: () => void;
}

/** Departs at the time, in the order of the times, and of two of one time the earlier one first; bounded in number and bytes. */
export class Departures {
  readonly #clock: Clock;
  readonly #limits: { heldPackets: number; heldBytes: number };
  /** In the order of departure. */
  readonly #waiting: Departure[] = [];
  #bytes = 0;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, limits: { heldPackets: number; heldBytes: number }) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Whether there is room for so many packets of this size. */
  hasRoom(packets: number, bytes: number): boolean {
    const { heldPackets, heldBytes } = this.#limits;
    return this.#waiting.length + packets <= heldPackets && this.#bytes + packets * bytes <= heldBytes;
  }

  hold(at: number, bytes: number, depart: () => void): void {
    let place = this.#waiting.length;
    while (place > 0 && (this.#waiting[place - 1]?.at ?? 0) > at) place--;
    this.#waiting.splice(place, 0, { at, bytes, depart });
    this.#bytes += bytes;
    if (place === 0) this.#wait();
  }

  /** Drops all that waits. */
  close(): void {
    this.#cancel?.();
    this.#waiting.length = 0;
    this.#bytes = 0;
  }

  #wait(): void {
    this.#cancel?.();
    const next = this.#waiting[0];
    if (!next) return;
    this.#cancel = this.#clock.later(Math.max(0, next.at - this.#clock.now()), () => this.#depart());
  }

  /** A timer of Node may ring half a millisecond early. */
  #depart(): void {
    const now = this.#clock.now() + 0.5;
    const later = this.#waiting.findIndex(({ at }) => at > now);
    const due = this.#waiting.splice(0, later < 0 ? this.#waiting.length : later);
    for (const { bytes, depart } of due) {
      this.#bytes -= bytes;
      depart();
    }
    this.#wait();
  }
}
