/** The STUN message of RFC 8489 §5: 20 bytes of header, then attributes of type, length and value, each padded to four bytes. */
import { magicCookie } from './address.ts';
import { attributeType } from './attribute-type.ts';
import { classOf, messageType, methodOf, type StunClass } from './message-type.ts';

/** Bytes of the header (RFC 8489 §5). */
export const headerLength = 20;

/** An attribute where it lies in its message. */
export interface StunAttribute {
  type: number;
  /** Byte of the message at which its type stands; its value begins four bytes later. */
  offset: number;
  /** The bytes of its value, without padding: a view into the message, not a copy. */
  value: Uint8Array;
  /** It follows the integrity and is neither a further integrity nor FINGERPRINT: it must be ignored (RFC 8489 §14.5, §14.6). */
  ignored: boolean;
}

export interface StunMessage {
  /** The whole message, as it came; what follows are views into it. */
  bytes: Uint8Array;
  type: number;
  method: number;
  class: StunClass;
  transactionId: Uint8Array;
  /** In their order, known or not. */
  attributes: readonly StunAttribute[];
}

/** Why bytes are no STUN message, and the byte at which that shows. */
export interface StunProblem {
  at: number;
  reason: /** Fewer than the 20 bytes of a header. `found`: how many. */
    | 'short-header'
    /** The first two bits are not 0: something else that shares the port (RFC 7983 §7). */
    | 'top-bits'
    /** Bytes 4 to 7 are not 0x2112A442. */
    | 'no-cookie'
    /** The length is not a multiple of four. `found`: the length. */
    | 'length-not-multiple'
    /** Fewer or more bytes than the length says. `expected`, `found`: bytes in all. */
    | 'cut-off'
    | 'too-long'
    /** An attribute is longer than what is left. `expected`: its length; `found`: bytes left. */
    | 'attribute-overruns';
  expected?: number;
  found?: number;
}

export type StunParse = { ok: true; message: StunMessage } | { ok: false; problem: StunProblem };

/** Parses one whole message; never throws, copies nothing (RFC 8489 §6.3). Values are read by `attribute.ts`. */
export function parseStun(bytes: Uint8Array): StunParse {
  const problem = headerProblem(bytes);
  if (problem) return { ok: false, problem };
  const attributes: StunAttribute[] = [];
  let tail: number | undefined;
  for (let offset = headerLength; offset < bytes.length; ) {
    const length = uint16(bytes, offset + 2);
    const left = bytes.length - offset - 4;
    if (length > left) {
      return { ok: false, problem: { at: offset + 2, reason: 'attribute-overruns', expected: length, found: left } };
    }
    const type = uint16(bytes, offset);
    const ignored = tail !== undefined && !mayFollow(tail, type);
    if (!ignored && isTail(type)) tail = type;
    attributes.push({ type, offset, value: bytes.subarray(offset + 4, offset + 4 + length), ignored });
    offset += 4 + padded(length);
  }
  const type = uint16(bytes, 0);
  const transactionId = bytes.subarray(8, headerLength);
  return {
    ok: true,
    message: { bytes, type, method: methodOf(type), class: classOf(type), transactionId, attributes },
  };
}

function headerProblem(bytes: Uint8Array): StunProblem | undefined {
  const found = bytes.length;
  if (found > 0 && ((bytes[0] ?? 0) & 0xc0) !== 0) return { at: 0, reason: 'top-bits' };
  if (found < headerLength) return { at: found, reason: 'short-header', expected: headerLength, found };
  const wrong = [4, 5, 6, 7].find((at) => bytes[at] !== ((magicCookie >>> (8 * (7 - at))) & 0xff));
  if (wrong !== undefined) return { at: wrong, reason: 'no-cookie' };
  const length = uint16(bytes, 2);
  if (length % 4 !== 0) return { at: 2, reason: 'length-not-multiple', found: length };
  const expected = headerLength + length;
  if (found < expected) return { at: found, reason: 'cut-off', expected, found };
  if (found > expected) return { at: expected, reason: 'too-long', expected, found };
  return undefined;
}

/**
 * What may follow an integrity and still count: after MESSAGE-INTEGRITY only MESSAGE-INTEGRITY-SHA256 and FINGERPRINT
 * (RFC 8489 §14.5), after MESSAGE-INTEGRITY-SHA256 only FINGERPRINT (§14.6), after that nothing (§14.7).
 */
function mayFollow(tail: number, type: number): boolean {
  if (tail === attributeType.fingerprint) return false;
  if (type === attributeType.fingerprint) return true;
  return tail === attributeType.messageIntegrity && type === attributeType.messageIntegritySha256;
}

const isTail = (type: number): boolean =>
  type === attributeType.messageIntegrity ||
  type === attributeType.messageIntegritySha256 ||
  type === attributeType.fingerprint;

/** An attribute to write; the functions of `attribute.ts` make them. */
export interface AttributeInit {
  type: number;
  value: Uint8Array;
}

export interface MessageInit {
  method: number;
  class: StunClass;
  /** 12 bytes, random for a request, the request's for its answer (RFC 8489 §5). */
  transactionId: Uint8Array;
  attributes?: readonly AttributeInit[];
}

/** Writes a message; padding is zero. Throws a RangeError when the ID has not 12 bytes or the attributes exceed 65,532 (RFC 8489 §5). */
export function encodeStun({ method, class: ofClass, transactionId, attributes = [] }: MessageInit): Uint8Array {
  const length = attributes.reduce((sum, { value }) => sum + 4 + padded(value.length), 0);
  if (transactionId.length !== 12) throw new RangeError(`a transaction ID has 12 bytes, not ${transactionId.length}`);
  if (length > 0xfffc) throw new RangeError(`${length} bytes of attributes are more than a STUN message holds`);
  const bytes = new Uint8Array(headerLength + length);
  setUint16(bytes, 0, messageType(method, ofClass));
  setUint16(bytes, 2, length);
  setUint16(bytes, 4, magicCookie >>> 16);
  setUint16(bytes, 6, magicCookie & 0xffff);
  bytes.set(transactionId, 8);
  let offset = headerLength;
  for (const { type, value } of attributes) {
    setUint16(bytes, offset, type);
    setUint16(bytes, offset + 2, value.length);
    bytes.set(value, offset + 4);
    offset += 4 + padded(value.length);
  }
  return bytes;
}

/** A message with one attribute more at its end and its length raised; a copy. */
export function append(message: Uint8Array, { type, value }: AttributeInit): Uint8Array {
  const bytes = new Uint8Array(message.length + 4 + padded(value.length));
  bytes.set(message);
  setUint16(bytes, 2, bytes.length - headerLength);
  setUint16(bytes, message.length, type);
  setUint16(bytes, message.length + 2, value.length);
  bytes.set(value, message.length + 4);
  return bytes;
}

/** A length rounded up to the next multiple of four (RFC 8489 §14). */
export function padded(length: number): number {
  return (length + 3) & ~3;
}

/** Two bytes in network order. */
export function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function setUint16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >> 8;
  bytes[at + 1] = value;
}
