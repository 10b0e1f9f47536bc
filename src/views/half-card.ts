/**
 * One of the two tabs, drawn as a browser's tab: what it shows and how its half of the connection is. This page's own is solid and
 * has a place for pictures that play; the other's is dashed, since all of it was told.
 */
import type { PeerName } from '#domain/trace.ts';

export interface HalfFact {
  key: string;
  term: string;
  text: string;
  /** It is a state, and stands in a pill. */
  pill: boolean;
}

export interface HalfCard {
  peer: PeerName;
  /** It happened in this page; otherwise the other page told of it. */
  own: boolean;
  /** The tabs of the strip, as `A · this tab` and `B`; the card's own is the one in front. */
  tabs: Readonly<Record<PeerName, string>>;
  /** As `/t/7QX4-2MKD`. */
  path: string;
  /** Which pictures the tab shows at this moment: the other's, and its own in the corner. */
  pictures: { other: boolean; own: boolean };
  facts: readonly HalfFact[];
  words: {
    /** Names the card. */
    label: string;
    /** Says what the picture area shows. */
    pictures: string;
  };
}
