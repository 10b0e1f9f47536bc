/** How far the other end's clock is from this one's, from questions and answers as in NTP (RFC 5905 §8). All times in ms. */
import type { PingEvent } from './trace.ts';

/** The four moments of a ping: `sent` and `returned` by this end's clock, `received` and `answered` by the other's. */
export type PingTimes = Pick<PingEvent, 'sent' | 'received' | 'answered' | 'returned'>;

export interface PingOffset {
  /** The other's clock minus this one's, if the way there took as long as the way back. */
  offset: number;
  /** Time on the way, there and back, without what the other took to answer. */
  roundTrip: number;
}

export interface OffsetEstimate extends PingOffset {
  /** The true offset is at most this far from `offset`: half the round trip. */
  error: number;
  /** Pings that the estimate chose from. */
  count: number;
}

/** What one ping says: `offset` is θ and `roundTrip` is δ of RFC 5905 §8. */
export function offsetOf({ sent, received, answered, returned }: PingTimes): PingOffset {
  return {
    offset: (received - sent + answered - returned) / 2,
    roundTrip: Math.max(0, returned - sent - (answered - received)),
  };
}

/** Difference that rounding may make in clocks that count to some thousandths of a millisecond. */
const rounding = 0.2;

/**
 * The offset that the fastest ping gives, as the clock filter of RFC 5905 §10 does; pings in the order in which they returned. A ping
 * that the newer ones contradict was made before a clock was set or slept, and it and all before it count no more.
 */
export function estimateOffset(pings: readonly PingTimes[]): OffsetEstimate | undefined {
  let best: PingOffset | undefined;
  let count = 0;
  for (const ping of pings.toReversed()) {
    const made = offsetOf(ping);
    if (best && contradicts(made, best)) break;
    count += 1;
    if (!best || made.roundTrip < best.roundTrip) best = made;
  }
  return best && { ...best, error: best.roundTrip / 2, count };
}

/** Whether no offset is within the errors of both. */
function contradicts(one: PingOffset, other: PingOffset): boolean {
  return Math.abs(one.offset - other.offset) > (one.roundTrip + other.roundTrip) / 2 + rounding;
}
