/** The timeline of two tabs: how long there was signaling, and under it how long the direct connection. */

/** From 0 to 1 along the timeline. */
export interface TrackSpan {
  from: number;
  to: number;
}

export interface TrackGap extends TrackSpan {
  /** Why there is nothing, as `cut`. */
  text: string;
}

export interface TwoTracksPicture {
  signaling: readonly TrackSpan[];
  /** Where signaling stopped; one that has not ended goes to 1. */
  gaps: readonly TrackGap[];
  direct: readonly TrackSpan[];
  /** The moment shown, from 0 to 1. */
  head: number;
  words: {
    /** Says the same as the picture. */
    label: string;
  };
}
