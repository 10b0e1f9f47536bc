/** How long there was signaling, and how long the direct connection: the second does not end with the first. */
import type { WayChange } from './signaling-way.ts';

/** A stretch of a trace: it began with one event and ended with another. */
export interface Stretch {
  /** Number of events up to and with the one it began with; a place on a `Timeline`. */
  from: number;
  /** Number of events up to and with the one it ended with; all there are, while it has not. */
  to: number;
  /** How it ended; absent while it has not. */
  ended?: WayChange | 'disconnected' | 'failed';
}

export interface TwoTracks {
  signaling: readonly Stretch[];
  direct: readonly Stretch[];
}
