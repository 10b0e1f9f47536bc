/** Pings that compared two clocks, offset against round trip: the fastest is the one to trust, to within half of its round trip. */

export interface ClockPing {
  /** Milliseconds on the way, there and back. */
  roundTrip: number;
  /** Milliseconds that B's clock is ahead of A's. */
  offset: number;
}

export interface ClockPlot {
  /** Width of the container in px. */
  width: number;
  pings: readonly ClockPing[];
  words: {
    /** Says the same as the picture. */
    label: string;
    /** As `offset, ms`. */
    offset: string;
    /** As `round trip, ms`. */
    roundTrip: string;
    /** As `fastest ping`. */
    fastest: string;
  };
}
