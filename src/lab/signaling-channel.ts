/** What every carrier of signaling gives: a way for the two seats of a room to pass letters. A carrier is one function, an `OpenChannel`. */
import type { Letter } from '#domain/letter.ts';
import type { CarrierName, PeerName } from '#domain/trace.ts';

/** Where a page sits: at one of the two ends of a room. */
export interface Seat {
  /** 1 to 64 of `[A-Za-z0-9_-]`. */
  room: string;
  peer: PeerName;
  /** Random name of this page, new with each load: 1 to 64 of `[A-Za-z0-9_-]`. */
  page: string;
}

/** How a channel is. After `taken`, `refused` and `closed` it stays so; after `lost` it tries again by itself. */
export type ChannelState =
  /** Letters pass. */
  | { is: 'open' }
  /** Another page holds the seat. */
  | { is: 'taken' }
  /** The carrier went away, as a server that stopped; `reason` in its own words, as `1006`. */
  | { is: 'lost'; reason: string }
  /** It cannot be had here, as a server that turns this page away. */
  | { is: 'refused'; reason: string }
  /** This end closed it. */
  | { is: 'closed' };

export interface ChannelEvents {
  /** What arrived, which may be anything: somebody else may write to the same room. */
  onLetter(letter: unknown): void;
  onState(state: ChannelState): void;
}

/** One end of a carrier. Letters may be lost, doubled or late: the session above puts that right. */
export interface SignalingChannel {
  readonly carrier: CarrierName;
  /** Hands a letter to the carrier; while it is not open the letter is lost. Never throws. */
  send(letter: Letter): void;
  /** Leaves the room. */
  close(): void;
}

/** Takes a seat. The channel closes when `signal` aborts; a seat that is held is waited for, up to a second, for a page that is being reloaded. */
export type OpenChannel = (seat: Seat, events: ChannelEvents, signal: AbortSignal) => SignalingChannel;

export const otherPeer = (peer: PeerName): PeerName => (peer === 'a' ? 'b' : 'a');
