/** What goes straight from page to page once they are connected: a line for each flow, dashed beyond the middle, since that is told. */
import type { PeerName } from '#domain/trace.ts';

export interface DirectFlow {
  key: string;
  /** The end it comes from; `both` for a data channel. */
  from: PeerName | 'both';
  /** As `A’s video 604 kbit/s`. */
  label: string;
  /** What has crossed so far; each time it grows the dots run. 0: nothing has. */
  count: number;
}

export interface DirectFlows {
  self: PeerName;
  /** Empty before there is a connection: then nothing is drawn. */
  flows: readonly DirectFlow[];
  words: {
    /** Says the same as the picture. */
    label: string;
  };
}
