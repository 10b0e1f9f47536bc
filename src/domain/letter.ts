/**
 * What two pages of one room write to each other over a carrier of signaling: that they are there, the messages of the
 * negotiation, what happened at their end, and the questions that compare their clocks. A page goes by a random name, new with
 * each load, so that a page that was reloaded is known for another.
 */
import {
  type Check,
  type Fields,
  isRecord,
  list,
  nullable,
  number,
  oneOf,
  optional,
  record,
  text,
  wrongField,
} from './checks.ts';
import type { CarrierName, PeerName, SignalingMessage, TraceEvent } from './trace.ts';
import { carrierName, isEvent, isSignalingMessage } from './trace-file.ts';
import { weightOf } from './weight.ts';

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
  /** The page it is for; empty: whoever is at the other end, where the writer knows nobody yet. */
  to: string;
  stream: Stream;
  /** Position in its stream, from 1, without gaps. */
  number: number;
  content: Content;
  /** What an acknowledgement would say, of both streams. */
  acknowledges?: Record<Stream, number>;
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

/** A text on a data channel has arrived; goes over the same connection. */
export interface ArrivedLetter {
  kind: 'arrived';
  from: string;
  to: string;
  label: string;
  text: string;
}

export type Letter =
  | HelloLetter
  | ByeLetter
  | ParcelLetter
  | AcknowledgementLetter
  | PingLetter
  | PongLetter
  | ArrivedLetter;

/** Weight of the heaviest letter that is read: what the server relays at most, in bytes of JSON. */
export const heaviestLetter = 65_536;

const page: Check = (value) => typeof value === 'string' && /^[\w-]{1,64}$/.test(value);
const count: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const position: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 1;
/** A time in ms by some clock: within 30 years of its beginning. */
const moment: Check = (value) => number(value) && Math.abs(Number(value)) <= 1e12;
const stream = oneOf('signaling', 'report');

const fieldsOfContent: Readonly<Record<Content['kind'], Fields>> = {
  message: { message: position, body: (value) => isSignalingMessage(value) && value.kind !== 'hello' },
  heard: { events: list((value) => isEvent(value) && moment(value.t) && value.t >= 0) },
  move: { carrier: carrierName },
  view: { t: nullable(moment) },
};

const content: Check = (value) => isOneOf(fieldsOfContent, value);
const addressed: Fields = { from: page, to: page };

const fieldsOfLetter: Readonly<Record<Letter['kind'], Fields>> = {
  hello: { from: page, peer: oneOf('a', 'b'), to: optional(page), message: position },
  bye: { from: page },
  parcel: {
    from: page,
    to: (value) => value === '' || page(value),
    stream,
    number: position,
    content,
    acknowledges: optional(record({ signaling: count, report: count })),
  },
  acknowledgement: { ...addressed, stream, number: count },
  ping: { ...addressed, sent: moment },
  pong: { ...addressed, sent: moment, received: moment, answered: moment },
  arrived: { ...addressed, label: text, text },
};

function isOneOf(kinds: Readonly<Record<string, Fields>>, value: unknown): boolean {
  if (!isRecord(value) || !Object.hasOwn(value, 'kind') || typeof value.kind !== 'string') return false;
  const fields = Object.hasOwn(kinds, value.kind) ? kinds[value.kind] : undefined;
  return fields !== undefined && wrongField(value, fields) === undefined;
}

function isLetter(value: unknown): value is Letter {
  return isOneOf(fieldsOfLetter, value);
}

/**
 * Reads what a carrier delivered, which may be anything and from anybody; undefined where it is no letter, or weighs more than
 * `heaviestLetter`. Never throws, whatever JSON or a structured clone can hold.
 */
export function parseLetter(value: unknown): Letter | undefined {
  return Number.isFinite(weightOf(value, heaviestLetter)) && isLetter(value) ? value : undefined;
}
