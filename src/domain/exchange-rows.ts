/** The messages of signaling as rows between two pages: when each was sent, when it arrived, and whether it could pass at all. */
import type { WayChange } from './signaling-way.ts';
import type { CarrierName, PeerName } from './trace.ts';

/** What a message is, as far as its row tells. `message`: what it said is not known here yet. */
export type MessageLabel =
  | 'hello'
  | 'offer'
  | 'restart-offer'
  | 'answer'
  | 'pranswer'
  | 'rollback'
  | 'candidate'
  | 'end-of-candidates'
  | 'message';

/**
 * `under-way`: sent, and not yet known to have arrived. `no-way`: it was sent while nothing could pass. `unheard`: it was sent
 * before the way closed, and nobody could tell whether it arrived.
 */
export type Crossing = 'crossed' | 'under-way' | 'no-way' | 'unheard';

/** One message, or candidates that an end sent one after another. */
export interface MessageRow {
  kind: 'message';
  /** Tells the row from the others; the same in every longer prefix. */
  key: string;
  from: PeerName;
  label: MessageLabel;
  /** Number of candidates; otherwise 1. */
  count: number;
  /** The candidates are followed by the end of them. */
  ended: boolean;
  crossing: Crossing;
  /** Milliseconds since the trace began; of several, the first. `sentAt` is absent until the sender tells of it. */
  sentAt?: number;
  receivedAt?: number;
  /** Index of the last event that changed the row. */
  last: number;
}

/** Signaling stopped, opened again, or goes on over another carrier. */
export interface SeparatorRow {
  kind: 'separator';
  key: string;
  change: WayChange;
  /** The end it happened at first. */
  peer: PeerName;
  carrier: CarrierName;
  /** In the carrier's own words, as `1006`. */
  reason?: string;
  t: number;
  last: number;
}

export type ExchangeRow = MessageRow | SeparatorRow;
