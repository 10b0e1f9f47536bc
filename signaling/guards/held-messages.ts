import type { Limits } from '../limits.ts';
import { Shares } from './address.ts';
import type { Message } from './message.ts';

/** A message for somebody who is not there. */
export interface Held {
  message: Message;
  /** The room that the message was sent in. */
  room: string;
  /** The address that it came from, which answers for the room it takes. */
  address: string;
  bytes: number;
}

/** What an entry costs beside its bytes. */
const overhead = 256;

/**
 * Keeps messages for the absent: few for each of them, few bytes of each sender's address, few bytes in all, and not for long.
 * `peer` has a queue of its own without any bound, which is never given anything.
 */
export class HeldMessages {
  readonly #queues = new Map<string, { since: number; held: Held[] }>();
  readonly #shares = new Shares();
  readonly #limits: Limits;
  #bytes = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get count(): number {
    return Array.from(this.#queues.values()).reduce((sum, { held }) => sum + held.length, 0);
  }

  /** Keeps a message for the one at `key`; false when there is no more room. */
  hold(key: string, held: Held, now: number): boolean {
    const queue = this.#queues.get(key) ?? { since: now, held: [] };
    const cost = held.bytes + overhead;
    if (queue.held.length >= this.#limits.heldMessages || this.#bytes + cost > this.#limits.heldBytes) return false;
    if (!this.#shares.take(held.address, this.#limits.heldBytesPerAddress, cost)) return false;
    this.#bytes += cost;
    queue.held.push(held);
    this.#queues.set(key, queue);
    return true;
  }

  /** Gives what was kept for the one at `key`, in the order it came. */
  take(key: string): Held[] {
    const { held } = this.#queues.get(key) ?? { held: [] };
    this.#queues.delete(key);
    for (const { address, bytes } of held) {
      this.#bytes -= bytes + overhead;
      this.#shares.giveBack(address, bytes + overhead);
    }
    return held;
  }

  /** Gives what nobody came for, oldest first. */
  expire(now: number): Held[] {
    const expired: Held[] = [];
    for (const [key, { since }] of this.#queues) {
      if (now - since < this.#limits.heldMs) break;
      expired.push(...this.take(key));
    }
    return expired;
  }
}
