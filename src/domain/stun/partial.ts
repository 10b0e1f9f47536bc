/** Bytes that are no STUN message, read as far as they could be one: what stands before the fault keeps its names. */
import { type CapturedHeaders, capturedHeaders } from './capture.ts';
import { type PortSharer, rangeOf, sharerOf } from './demultiplex.ts';
import { type Field, fieldsOf } from './explanation.ts';
import { headerLength, padded, type StunAttribute, type StunMessage, type StunProblem, uint16 } from './message.ts';
import { classOf, methodOf } from './message-type.ts';

/** What bytes are instead of STUN: a captured frame around a datagram, or another protocol of the same port, and its first bytes. */
export type Otherwise =
  | ({ kind: 'capture' } & CapturedHeaders)
  | { kind: 'sharer'; sharer: PortSharer; range: readonly [from: number, to: number] | undefined };

export interface PartialReading {
  message: StunMessage;
  otherwise?: Otherwise;
  /** The last is of key `rest` where bytes are left that no field holds. */
  fields: Field[];
}

/** Reads what can be read; nothing of bytes that are something else, by headers of a capture or by their first byte (RFC 7983 §7). */
export function readPartly(bytes: Uint8Array, { reason }: StunProblem): PartialReading {
  const otherwise = otherwiseOf(bytes, reason);
  const attributes = otherwise ? [] : attributesIn(bytes);
  const type = uint16(bytes, 0);
  const transactionId = bytes.subarray(8, headerLength);
  const message = { bytes, type, method: methodOf(type), class: classOf(type), transactionId, attributes };
  const whole = otherwise ? [] : fieldsOf(message).flatMap((field) => clipped(field, bytes.length));
  const end = whole.at(-1)?.to ?? 0;
  const told = otherwise && { otherwise };
  if (end >= bytes.length) return { message, fields: whole, ...told };
  const rest: Field = {
    key: 'rest',
    from: end,
    to: bytes.length,
    pieces: [{ kind: 'rest', from: end, to: bytes.length }],
  };
  return { message, fields: [...whole, rest], ...told };
}

/** A byte from 4 on is no type of STUN where ports are shared, unless the magic cookie says that it is one. */
function otherwiseOf(bytes: Uint8Array, reason: StunProblem['reason']): Otherwise | undefined {
  const isStunSoFar = !['top-bits', 'short-header', 'no-cookie'].includes(reason);
  if (isStunSoFar) return undefined;
  const headers = capturedHeaders(bytes);
  if (headers) return { kind: 'capture', ...headers };
  const [first = 0] = bytes;
  const sharer = sharerOf(first);
  return sharer === 'stun' ? undefined : { kind: 'sharer', sharer, range: rangeOf(first) };
}

function attributesIn(bytes: Uint8Array): StunAttribute[] {
  const attributes: StunAttribute[] = [];
  for (let offset = headerLength; offset + 4 <= bytes.length; ) {
    const end = offset + 4 + uint16(bytes, offset + 2);
    if (end > bytes.length) break;
    attributes.push({ type: uint16(bytes, offset), offset, value: bytes.subarray(offset + 4, end), ignored: false });
    offset += 4 + padded(end - offset - 4);
  }
  return attributes;
}

/** The field as far as it is there; nothing of one that begins beyond the end, or of half a number. */
function clipped(field: Field, end: number): Field[] {
  const isNumber = field.key === 'type' || field.key === 'length';
  if (field.from >= end || (isNumber && field.to > end)) return [];
  const pieces = field.pieces
    .filter(({ from }) => from < end)
    .map((piece) => ({ ...piece, to: Math.min(piece.to, end) }));
  return [{ ...field, to: Math.min(field.to, end), pieces }];
}
