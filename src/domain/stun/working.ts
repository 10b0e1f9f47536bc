/** How XOR-MAPPED-ADDRESS, MESSAGE-INTEGRITY and FINGERPRINT are worked out by hand, step by step. */
import { magicCookie, readXorAddress, type TransportAddress } from './address.ts';
import { find, textOf, uint32Of } from './attribute.ts';
import { attributeType } from './attribute-type.ts';
import { crc32, fingerprintOf } from './fingerprint.ts';
import { expectedIntegrity, longTermKey, shortTermKey } from './integrity.ts';
import { headerLength, type StunAttribute, type StunMessage } from './message.ts';

/** Three rows of bytes, one under the other: in the packet, what it is XORed with, what comes of it. */
export interface Xor {
  packet: readonly number[];
  key: readonly number[];
  result: readonly number[];
}

export interface XorAddressWorking {
  port: Xor;
  address: Xor;
  read: TransportAddress;
}

/** XOR-MAPPED-ADDRESS undone (RFC 8489 §14.2); undefined where the value is no address. */
export function xorAddressWorking(message: StunMessage, { value }: StunAttribute): XorAddressWorking | undefined {
  const read = readXorAddress(value, message.transactionId);
  if (!read) return undefined;
  const cookie = [24, 16, 8, 0].map((shift) => (magicCookie >>> shift) & 0xff);
  const key = [...cookie, ...message.transactionId].slice(0, read.address.length);
  return {
    read,
    port: { packet: [...value.subarray(2, 4)], key: cookie.slice(0, 2), result: [read.port >> 8, read.port & 0xff] },
    address: { packet: [...value.subarray(4)], key, result: [...read.address] },
  };
}

export interface FingerprintWorking {
  /** Bytes that the CRC is of: 0 to `covered` - 1. */
  covered: number;
  crc: number;
  expected: number;
  found: number | undefined;
}

/** FINGERPRINT worked out (RFC 8489 §14.7). */
export function fingerprintWorking({ bytes }: StunMessage, attribute: StunAttribute): FingerprintWorking {
  const covered = attribute.offset;
  return {
    covered,
    crc: crc32(bytes.subarray(0, covered)),
    expected: fingerprintOf(bytes, covered),
    found: uint32Of(attribute),
  };
}

/** The password of the side that checks the integrity, and the key that the message makes of it. */
export interface Key {
  mechanism: 'short-term' | 'long-term';
  password: string;
  bytes: Uint8Array;
}

/**
 * The key of a request: of the long-term mechanism where it has a realm (RFC 8489 §9.2.2), else the password itself (§9.1.1). An answer
 * has the key of its request.
 */
export function keyOf(request: StunMessage, password: string): Key {
  const [username, realm] = [attributeType.username, attributeType.realm].map((type) => {
    const attribute = find(request, type);
    return attribute && textOf(attribute);
  });
  if (realm === undefined) return { mechanism: 'short-term', password, bytes: shortTermKey(password) };
  return { mechanism: 'long-term', password, bytes: longTermKey(username ?? '', realm, password) };
}

/** The username fragment whose owner a check is for, hence whose password is its key: `k7Qp` of `k7Qp:EsAw` (RFC 8445 §7.2.2). */
export function receiverOf(request: StunMessage): string | undefined {
  const attribute = find(request, attributeType.username);
  const [, receiver] = /^([^:]+):/.exec((attribute && textOf(attribute)) ?? '') ?? [];
  return receiver;
}

export interface IntegrityWorking {
  algorithm: 'HMAC-SHA1' | 'HMAC-SHA256';
  /** Bytes that the HMAC is of: 0 to `covered` - 1. */
  covered: number;
  /** What the length field is set to before: the message as if it ended with the integrity. */
  length: number;
  /** Undefined where no key is known. */
  expected: Uint8Array | undefined;
  found: Uint8Array;
}

/** An integrity worked out, as far as without its key can be (RFC 8489 §14.5, §14.6). */
export function integrityWorking(message: StunMessage, attribute: StunAttribute, key?: Uint8Array): IntegrityWorking {
  const { type, offset, value } = attribute;
  return {
    algorithm: type === attributeType.messageIntegrity ? 'HMAC-SHA1' : 'HMAC-SHA256',
    covered: offset,
    length: offset + 4 + value.length - headerLength,
    expected: key && expectedIntegrity(message, attribute, key),
    found: value,
  };
}
