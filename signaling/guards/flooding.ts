/**
 * A bucket of tokens: each message takes one, and they come back at a steady rate, so that a burst passes and a flood does
 * not. Times are milliseconds of `performance.now()`.
 */
export class TokenBucket {
  /** When a token was last asked for. */
  lastAsked: number;
  #tokens: number;

  constructor(burst: number, now: number) {
    this.#tokens = burst;
    this.lastAsked = now;
  }

  /** Takes a token; false when there is none. */
  take(rate: { messagesPerSecond: number; messageBurst: number }, now: number): boolean {
    const gained = ((now - this.lastAsked) / 1000) * rate.messagesPerSecond;
    this.lastAsked = now;
    this.#tokens = Math.min(rate.messageBurst, this.#tokens + gained);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
