import type { Impairment } from './path-events.ts';

/** A path as it is by itself: nothing is lost, held back or changed in its order. */
export const unimpaired: Impairment = {
  loss: 0,
  delay: 0,
  jitter: 0,
  rate: null,
  reorder: 0,
  duplicate: 0,
  cut: false,
};
