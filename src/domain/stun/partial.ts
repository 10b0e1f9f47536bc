/** Bytes that are no STUN message, read as far as they could be one: what stands before the fault keeps its names. */
import { type Field, fieldsOf } from './explanation.ts';
import { headerLength, padded, type StunAttribute, type StunMessage, type StunProblem, uint16 } from './message.ts';
import { classOf, methodOf } from './message-type.ts';

export interface PartialReading {
  message: StunMessage;
  /** The last is of key `rest` where bytes are left that no field holds. */
  fields: Field[];
}

/** Reads what can be read; nothing of bytes that are something else, by their first two bits (RFC 7983 §7). */
export function readPartly(bytes: Uint8Array, { reason }: StunProblem): PartialReading {
  const isOther = reason === 'top-bits';
  const attributes = isOther ? [] : attributesIn(bytes);
  const type = uint16(bytes, 0);
  const transactionId = bytes.subarray(8, headerLength);
  const message = { bytes, type, method: methodOf(type), class: classOf(type), transactionId, attributes };
  const whole = isOther ? [] : fieldsOf(message).flatMap((field) => clipped(field, bytes.length));
  const end = whole.at(-1)?.to ?? 0;
  if (end >= bytes.length) return { message, fields: whole };
  const rest: Field = {
    key: 'rest',
    from: end,
    to: bytes.length,
    pieces: [{ kind: 'rest', from: end, to: bytes.length }],
  };
  return { message, fields: [...whole, rest] };
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

/** The field as far as it is there; nothing of one that begins beyond the end. */
function clipped(field: Field, end: number): Field[] {
  if (field.from >= end) return [];
  const pieces = field.pieces
    .filter(({ from }) => from < end)
    .map((piece) => ({ ...piece, to: Math.min(piece.to, end) }));
  return [{ ...field, to: Math.min(field.to, end), pieces }];
}
