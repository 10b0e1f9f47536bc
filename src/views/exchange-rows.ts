/**
 * The messages of signaling as rows between two pages, with the carrier's dotted line between them. This page's half is solid,
 * what lies beyond the line was told by the other page, and is dashed.
 */
import type { Crossing } from '#domain/exchange-rows.ts';
import type { PeerName } from '#domain/trace.ts';

export interface ExchangeMessage {
  kind: 'message';
  key: string;
  from: PeerName;
  /** As `candidate ×2`. */
  label: string;
  crossing: Crossing;
  /** When it left or reached each end, as `12.9`; empty where that is not known. */
  at: Readonly<Record<PeerName, string>>;
  /** Beyond the carrier's line where it did not cross, as `no way across`; empty otherwise. */
  note: string;
  /** The row in a sentence, as `A sent an offer at 8.4 ms; it reached B at 8.9 ms.` */
  sentence: string;
  /** It crossed just now and the arrow is to be seen moving. */
  live: boolean;
}

export interface ExchangeSeparator {
  kind: 'separator';
  key: string;
  /** `bad`: signaling stopped. `ok`: it goes on. */
  tone: 'bad' | 'ok';
  /** As `12.4 s · you cut the signaling`. */
  text: string;
}

export interface ExchangePicture {
  /** The end that this page is: A is at the left all the same. */
  self: PeerName;
  rows: readonly (ExchangeMessage | ExchangeSeparator)[];
  /** Key of the row at the cursor; absent for none. */
  current?: string;
  words: {
    /** Names the list. */
    label: string;
    a: string;
    b: string;
    /** Whose clock, in which unit, as `ms, A’s clock`. */
    clock: string;
    /** Name of the carrier. */
    carrier: string;
  };
}
