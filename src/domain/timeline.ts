/** Where the moments of a trace lie on a line: to scale, but long waits are cut short, so that a reader's pause hides nothing. */
import type { TraceEvent } from './trace.ts';

/** Longest wait that is drawn to scale, in ms: a loopback connection is made within about as long. */
const longestWait = 120;
/** What flows once connected comes for ever, so it takes next to no room, in ms. */
const longestFlow = 2;

/** Grows with the trace. Positions are in ms of drawn time. */
export class Timeline {
  readonly #positions: number[] = [0];
  #last = 0;

  append(event: TraceEvent): void {
    const wait = event.t - this.#last;
    const most = event.type === 'stats' || event.type === 'data' ? longestFlow : longestWait;
    this.#last = event.t;
    this.#positions.push(this.end + Math.min(Math.max(wait, 0), most));
  }

  get end(): number {
    return this.#positions.at(-1) ?? 0;
  }

  /** Position after the first `count` events, as a share of the whole, from 0 to 1. */
  share(count: number): number {
    const index = Math.max(0, Math.min(count, this.#positions.length - 1));
    return this.end === 0 ? 1 : (this.#positions[index] ?? 0) / this.end;
  }

  /** Number of events up to a share of the whole; what `share` gives, turned round. */
  countAt(share: number): number {
    let low = 0;
    let high = this.#positions.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      // shares are compared, not positions: dividing and multiplying again need not give the same number
      if (this.share(middle) <= share) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
