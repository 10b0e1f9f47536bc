/** A message with other addresses in it, as before it is shared. */

import { ipBytes, ipText, type TransportAddress, writeAddress, writeXorAddress } from './address.ts';
import { addressOf, uint32, xorAddressOf } from './attribute.ts';
import { attributeKind, attributeType } from './attribute-type.ts';
import { fingerprintOf } from './fingerprint.ts';
import { parseStun, type StunAttribute, type StunMessage } from './message.ts';

/** Gives the address that is to stand for one, as text; undefined leaves it. */
export type StandIn = (ip: string) => string | undefined;

/**
 * Replaces addresses in MAPPED-ADDRESS, XOR-MAPPED-ADDRESS and their like, and in a message inside DATA; a copy, or the bytes themselves
 * where nothing is replaced or they are no message. FINGERPRINT is made right again; an integrity cannot be, and is wrong from then on.
 */
export function replaceAddresses(bytes: Uint8Array, standIn: StandIn): Uint8Array {
  const parsed = parseStun(bytes);
  if (!parsed.ok) return bytes;
  const changes = parsed.message.attributes.flatMap((attribute) => {
    const value = replacedValue(parsed.message, attribute, standIn);
    return value ? [{ at: attribute.offset + 4, value }] : [];
  });
  if (changes.length === 0) return bytes;
  const copy = bytes.slice();
  for (const { at, value } of changes) copy.set(value, at);
  const fingerprint = parsed.message.attributes.find(({ type }) => type === attributeType.fingerprint);
  if (fingerprint?.value.length === 4) {
    copy.set(uint32(attributeType.fingerprint, fingerprintOf(copy, fingerprint.offset)).value, fingerprint.offset + 4);
  }
  return copy;
}

/** The new value of an attribute, as long as the old one; undefined where it stays. */
function replacedValue(message: StunMessage, attribute: StunAttribute, standIn: StandIn): Uint8Array | undefined {
  const kind = attributeKind(attribute.type);
  if (attribute.type === attributeType.data) {
    const inner = replaceAddresses(attribute.value, standIn);
    return inner === attribute.value ? undefined : inner;
  }
  if (kind !== 'address' && kind !== 'xor-address') return undefined;
  const read = kind === 'address' ? addressOf(attribute) : xorAddressOf(attribute, message);
  const other = read && replaced(read, standIn);
  if (!other) return undefined;
  return kind === 'address' ? writeAddress(other) : writeXorAddress(other, message.transactionId);
}

function replaced(read: TransportAddress, standIn: StandIn): TransportAddress | undefined {
  const address = ipBytes(standIn(ipText(read.address)) ?? '');
  return address?.length === read.address.length ? { ...read, address } : undefined;
}
