/** FINGERPRINT: CRC-32 of all before it, XOR `STUN` in ASCII, tells STUN from what shares its port (RFC 8489 §14.7). */
import { find, uint32, uint32Of } from './attribute.ts';
import { attributeType } from './attribute-type.ts';
import { append, headerLength, type StunMessage } from './message.ts';

/** What the CRC is XORed with: `STUN` in ASCII. */
export const fingerprintXor = 0x5354554e;

/** The polynomial of ITU-T V.42, reflected. */
const polynomial = 0xedb88320;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? polynomial ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

/** CRC-32 as in ITU-T V.42: 0xCBF43926 for `123456789`. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** The fingerprint that belongs at byte `end` of a message, whose length already counts it. */
export function fingerprintOf(message: Uint8Array, end: number): number {
  return (crc32(message.subarray(0, end)) ^ fingerprintXor) >>> 0;
}

/** The message with FINGERPRINT at its end, 8 bytes more; a copy (RFC 8489 §14.7). */
export function withFingerprint(message: Uint8Array): Uint8Array {
  const bytes = append(message, uint32(attributeType.fingerprint, 0));
  bytes.set(uint32(attributeType.fingerprint, fingerprintOf(bytes, message.length)).value, message.length + 4);
  return bytes;
}

/** Checks a message's FINGERPRINT; `none` where it has none. It must be the last attribute (RFC 8489 §14.7). */
export function checkFingerprint(message: StunMessage): 'right' | 'wrong' | 'none' {
  const attribute = find(message, attributeType.fingerprint);
  if (!attribute) return 'none';
  const isLast = attribute.offset + 8 === message.bytes.length && message.bytes.length > headerLength;
  return isLast && uint32Of(attribute) === fingerprintOf(message.bytes, attribute.offset) ? 'right' : 'wrong';
}
