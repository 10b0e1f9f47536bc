/** Lets a burst pass, and after it a steady rate. Times are milliseconds of one clock. */
export class TokenBucket {
  readonly #burst: number;
  readonly #perSecond: number;
  #tokens: number;
  #asked: number;

  constructor(burst: number, perSecond: number, now: number) {
    [this.#burst, this.#perSecond, this.#tokens, this.#asked] = [burst, perSecond, burst, now];
  }

  /** Takes a token; false when there is none. */
  take(now: number): boolean {
    const gained = ((now - this.#asked) / 1000) * this.#perSecond;
    this.#asked = now;
    this.#tokens = Math.min(this.#burst, this.#tokens + gained);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
