/**
 * What two pages of one room write to each other over a carrier of signaling: that they are there, the messages of the
 * negotiation, what happened at their end, and the questions that compare their clocks. A page goes by a random name, new with
 * each load, so that a page that was reloaded is known for another.
 */
import type { CarrierName, PeerName, SignalingMessage, TraceEvent } from './trace.ts';

/** A page has taken its seat, or answers one that has. */
export interface HelloLetter {
  kind: 'hello';
  from: string;
  peer: PeerName;
  /** The page that the writer knows at the other end; absent when it knows none. */
  to?: string;
  /** Number of the message in the writer's trace. */
  message: number;
}

/** The page is being left. */
export interface ByeLetter {
  kind: 'bye';
  from: string;
}

/** What a parcel holds. */
export type Content =
  /** A message of the negotiation; `message` is its number in the writer's trace. */
  | { kind: 'message'; message: number; body: SignalingMessage }
  /** What happened at the writer's end, by the writer's clock. */
  | { kind: 'heard'; events: TraceEvent[] }
  /** The writer goes on over another carrier, and the reader is to follow. */
  | { kind: 'move'; carrier: CarrierName }
  /** The moment that the writer looks at, in ms on A's clock; null: live. */
  | { kind: 'view'; t: number | null };

/** `signaling` holds what the negotiation needs, and goes over the carrier alone; `report` is what the pages tell each other of it. */
export type Stream = 'signaling' | 'report';

/** One numbered piece of a stream; it is written again until it is acknowledged. */
export interface ParcelLetter {
  kind: 'parcel';
  from: string;
  to: string;
  stream: Stream;
  /** Position in its stream, from 1, without gaps. */
  number: number;
  content: Content;
}

/** Every parcel of a stream up to `number` has arrived. */
export interface AcknowledgementLetter {
  kind: 'acknowledgement';
  from: string;
  to: string;
  stream: Stream;
  number: number;
}

/** Asks for the other's clock (RFC 5905 §8); `sent` by the asker's. */
export interface PingLetter {
  kind: 'ping';
  from: string;
  to: string;
  sent: number;
}

/** Answers a ping; `received` and `answered` by the answerer's clock. */
export interface PongLetter {
  kind: 'pong';
  from: string;
  to: string;
  sent: number;
  received: number;
  answered: number;
}

export type Letter = HelloLetter | ByeLetter | ParcelLetter | AcknowledgementLetter | PingLetter | PongLetter;
