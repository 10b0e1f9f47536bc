/** Those who have proved nothing: each may ask so often, and all together cost no more memory than one table. */
import { randomInt } from 'node:crypto';

/** Places of the table; two clients that share one share what it allows. */
const places = 1 << 14;

/** Counts what strangers send, by their addresses and ports, in seconds that begin anew. */
export class Strangers {
  readonly #counts = new Uint32Array(places);
  readonly #perSecond: number;
  /** So that nobody knows with whom he shares a place. */
  readonly #salt = randomInt(2 ** 31);
  #second = 0;

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** Counts one more; false where it is one too many of this second. `now` in milliseconds. */
  mayAsk(address: string, port: number, now: number): boolean {
    const second = Math.floor(now / 1_000);
    if (second !== this.#second) {
      this.#second = second;
      this.#counts.fill(0);
    }
    const place = this.#placeOf(address, port);
    const count = (this.#counts[place] ?? 0) + 1;
    this.#counts[place] = count;
    return count <= this.#perSecond;
  }

  /** FNV-1a, mixed once more. */
  #placeOf(address: string, port: number): number {
    let hash = this.#salt ^ port;
    for (let i = 0; i < address.length; i++) hash = Math.imul(hash ^ address.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return (hash ^ (hash >>> 13)) & (places - 1);
  }
}
