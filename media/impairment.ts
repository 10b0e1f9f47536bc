/** What becomes of a packet on a path that the reader has made worse: decided at once, from chance and what is still on its way. */
import type { Impairment } from '#domain/path-events.ts';
import type { Chance } from './chance.ts';
import type { Passage } from './relay/page.ts';

/** How far a reader's wishes may go; milliseconds and bit/s. */
export const bounds = { delay: 5_000, jitter: 5_000, slowest: 1_000, fastest: 1_000_000_000 } as const;

/** Longest time that packets wait for a slow line, in ms, and bytes that may always wait: what does not fit any more is lost. */
const queue = { ms: 1_000, bytes: 3_000 } as const;

/** Milliseconds that a packet is held beside its delay so that the next overtakes it: audio sends one every 20, video more. */
const overtakenMs = 60;

/** One way of a path, as it is when the next packet comes. Times are milliseconds of the clock that `passage` is given. */
export interface Lane {
  /** When the last packet that waits for the slow line will have left it. */
  freeAt: number;
  /** When the last packet that nothing may overtake arrives. */
  lastArrival: number;
}

/** Nothing is on its way. */
export const emptyLane: Lane = { freeAt: 0, lastArrival: 0 };

/** The same wish within `bounds`, shares from 0 to 1. */
export function bounded({ loss, delay, jitter, rate, reorder, duplicate, cut }: Impairment): Impairment {
  return {
    loss: between(0, loss, 1),
    delay: between(0, delay, bounds.delay),
    jitter: between(0, jitter, bounds.jitter),
    rate: rate === null ? null : between(bounds.slowest, rate, bounds.fastest),
    reorder: between(0, reorder, 1),
    duplicate: between(0, duplicate, 1),
    cut,
  };
}

function between(least: number, value: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/**
 * The fate of a packet of `bytes` that comes at `at`, and the lane after it. Four numbers of chance are drawn for each packet, whatever
 * becomes of it, so that one wish does not change what chance does to another.
 */
export function pass(
  wish: Impairment,
  lane: Lane,
  { bytes, at }: { bytes: number; at: number },
  chance: Chance,
): { passage: Passage; lane: Lane } {
  const [loss, sway, overtaken, twice] = [chance(), chance(), chance(), chance()];
  if (wish.cut) return { passage: 'cut', lane };
  if (loss < wish.loss) return { passage: 'lost', lane };
  const freeAt = leaves(wish.rate, lane, bytes, at);
  if (freeAt === undefined) return { passage: 'queue-full', lane };
  const travels = Math.max(0, wish.delay + (2 * sway - 1) * wish.jitter);
  const isOvertaken = overtaken < wish.reorder;
  const arrival = Math.max(freeAt + travels, lane.lastArrival) + (isOvertaken ? overtakenMs : 0);
  const held = arrival - at;
  return {
    passage: twice < wish.duplicate ? [held, held] : [held],
    lane: { freeAt, lastArrival: isOvertaken ? lane.lastArrival : arrival },
  };
}

/** When the last bit of a packet has left a line of `rate` bit/s; undefined where too much waits for it already. */
function leaves(rate: number | null, { freeAt }: Lane, bytes: number, at: number): number | undefined {
  if (rate === null) return at;
  const begins = Math.max(at, freeAt);
  const waitingBytes = ((begins - at) * rate) / 8_000;
  if (begins - at > queue.ms && waitingBytes > queue.bytes) return undefined;
  return begins + (bytes * 8_000) / rate;
}
