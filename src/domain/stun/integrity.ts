/** MESSAGE-INTEGRITY and MESSAGE-INTEGRITY-SHA256: only who has the key can have written the message (RFC 8489 §14.5, §14.6). */
import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { find } from './attribute.ts';
import { attributeType } from './attribute-type.ts';
import { append, headerLength, type StunAttribute, type StunMessage } from './message.ts';

const toUtf8 = new TextEncoder();

/** The OpaqueString profile as far as Unicode tables in a browser go: NFC, every space a plain one (RFC 8265 §4.2). */
const opaqueString = (text: string): string => text.replace(/\p{Zs}/gu, ' ').normalize('NFC');

/** The key of the short-term mechanism, as ICE uses it with `a=ice-pwd`: the password itself (RFC 8489 §9.1.1). */
export function shortTermKey(password: string): Uint8Array {
  return toUtf8.encode(opaqueString(password));
}

/** The key of the long-term mechanism: MD5 or SHA-256 of `username:realm:password` (RFC 8489 §9.2.2). */
export function longTermKey(
  username: string,
  realm: string,
  password: string,
  algorithm: 'md5' | 'sha-256' = 'md5',
): Uint8Array {
  const joined = toUtf8.encode([username, realm, password].map(opaqueString).join(':'));
  return algorithm === 'md5' ? md5(joined) : sha256(joined);
}

/** SHA-256 of `username:realm`, which may stand for a username (RFC 8489 §14.4). */
export function userhash(username: string, realm: string): Uint8Array {
  return sha256(toUtf8.encode([username, realm].map(opaqueString).join(':')));
}

/** The message with MESSAGE-INTEGRITY at its end, 24 bytes more; a copy (RFC 8489 §14.5). */
export function withIntegrity(message: Uint8Array, key: Uint8Array): Uint8Array {
  const type = attributeType.messageIntegrity;
  return append(message, { type, value: hmac(sha1, key, covered(message, message.length, 20)) });
}

/** The message with MESSAGE-INTEGRITY-SHA256 of 32 bytes at its end; a copy (RFC 8489 §14.6). */
export function withIntegritySha256(message: Uint8Array, key: Uint8Array): Uint8Array {
  const type = attributeType.messageIntegritySha256;
  return append(message, { type, value: hmac(sha256, key, covered(message, message.length, 32)) });
}

/** What an integrity covers: all before it, with a length that ends with it and so leaves out what follows. */
function covered(message: Uint8Array, end: number, valueLength: number): Uint8Array {
  const bytes = new Uint8Array(message.subarray(0, end));
  const length = end + 4 + valueLength - headerLength;
  bytes[2] = length >> 8;
  bytes[3] = length;
  return bytes;
}

/** The value an integrity attribute must have under a key, as long as it is; undefined where its length is not allowed. */
export function expectedIntegrity(
  message: StunMessage,
  { type, offset, value }: StunAttribute,
  key: Uint8Array,
): Uint8Array | undefined {
  if (type === attributeType.messageIntegrity) {
    return value.length === 20 ? hmac(sha1, key, covered(message.bytes, offset, 20)) : undefined;
  }
  if (value.length < 16 || value.length > 32 || value.length % 4 !== 0) return undefined;
  return hmac(sha256, key, covered(message.bytes, offset, value.length)).subarray(0, value.length);
}

/**
 * Checks the integrity of a message: MESSAGE-INTEGRITY-SHA256 where it has one, else MESSAGE-INTEGRITY (RFC 8489 §9.1.3).
 * `none` where it has neither.
 */
export function checkIntegrity(message: StunMessage, key: Uint8Array): 'right' | 'wrong' | 'none' {
  const attribute =
    find(message, attributeType.messageIntegritySha256) ?? find(message, attributeType.messageIntegrity);
  if (!attribute) return 'none';
  const expected = expectedIntegrity(message, attribute, key);
  return expected && same(expected, attribute.value) ? 'right' : 'wrong';
}

/** Compares in a time that does not tell how much was alike. */
function same(one: Uint8Array, other: Uint8Array): boolean {
  let difference = one.length ^ other.length;
  for (let i = 0; i < one.length; i += 1) difference |= (one[i] ?? 0) ^ (other[i] ?? 0);
  return difference === 0;
}
