/** Gives the next of a row of numbers, evenly spread from 0 to below 1. */
export type Chance = () => number;

/** A row that is the same for the same seed: mulberry32, which is small, quick and no secret to anybody. */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
