/** Values of attributes: found, read and made. What reads gives undefined where the value is not laid out as its RFC says. */
import { readAddress, readXorAddress, type TransportAddress, writeAddress, writeXorAddress } from './address.ts';
import { attributeType } from './attribute-type.ts';
import { type AttributeInit, type StunAttribute, type StunMessage, uint16 } from './message.ts';

/** The first attribute of a type that is not to be ignored; any further one may be (RFC 8489 §14). */
export function find(message: StunMessage, type: number): StunAttribute | undefined {
  return message.attributes.find((attribute) => attribute.type === type && !attribute.ignored);
}

/** All attributes of a type, as XOR-PEER-ADDRESS in CreatePermission may come several times (RFC 8656 §10.1). */
export function findAll(message: StunMessage, type: number): StunAttribute[] {
  return message.attributes.filter((attribute) => attribute.type === type && !attribute.ignored);
}

/** The transport address in MAPPED-ADDRESS, ALTERNATE-SERVER (RFC 8489 §14.1). */
export function addressOf({ value }: StunAttribute): TransportAddress | undefined {
  return readAddress(value);
}

/** The transport address in XOR-MAPPED-ADDRESS, XOR-PEER-ADDRESS, XOR-RELAYED-ADDRESS (RFC 8489 §14.2). */
export function xorAddressOf({ value }: StunAttribute, { transactionId }: StunMessage): TransportAddress | undefined {
  return readXorAddress(value, transactionId);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const toUtf8 = new TextEncoder();

/** The text in USERNAME, REALM, NONCE, SOFTWARE; undefined for bytes that are no UTF-8. */
export function textOf({ value }: StunAttribute): string | undefined {
  try {
    return utf8.decode(value);
  } catch {
    return undefined;
  }
}

/** The number in LIFETIME (s), PRIORITY, FINGERPRINT. */
export function uint32Of({ value }: StunAttribute): number | undefined {
  return value.length === 4 ? uint16(value, 0) * 0x10000 + uint16(value, 2) : undefined;
}

/** The tie-breaker in ICE-CONTROLLED, ICE-CONTROLLING (RFC 8445 §7.1.3). */
export function uint64Of({ value }: StunAttribute): bigint | undefined {
  if (value.length !== 8) return undefined;
  return value.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/** The number in CHANNEL-NUMBER, whatever it is; 0x4000 to 0x4FFF may be bound (RFC 8656 §18.1, §12). */
export function channelNumberOf({ value }: StunAttribute): number | undefined {
  return value.length === 4 ? uint16(value, 0) : undefined;
}

/** The address family asked for in REQUESTED-ADDRESS-FAMILY, ADDITIONAL-ADDRESS-FAMILY (RFC 8656 §18.6, §18.11). */
export function familyOf({ value }: StunAttribute): 4 | 6 | undefined {
  if (value.length !== 4) return undefined;
  return value[0] === 1 ? 4 : value[0] === 2 ? 6 : undefined;
}

/** The protocol number in REQUESTED-TRANSPORT, 17 being UDP (RFC 8656 §18.8). */
export function transportOf({ value }: StunAttribute): number | undefined {
  return value.length === 4 ? value[0] : undefined;
}

/** Whether EVEN-PORT asks to reserve the next port too: its R bit (RFC 8656 §18.7). */
export function reservesNext({ value }: StunAttribute): boolean | undefined {
  return value.length === 1 ? ((value[0] ?? 0) & 0x80) !== 0 : undefined;
}

export interface StunError {
  /** 300 to 699, as `401`. */
  code: number;
  reason: string;
}

/** The error in ERROR-CODE (RFC 8489 §14.8). */
export function errorOf({ type, value }: StunAttribute): StunError | undefined {
  if (value.length < 4) return undefined;
  const code = ((value[2] ?? 0) & 0x07) * 100 + (value[3] ?? 0);
  const reason = textOf({ type, offset: 0, value: value.subarray(4), ignored: false });
  return (value[3] ?? 0) < 100 && code >= 300 && reason !== undefined ? { code, reason } : undefined;
}

/** The types listed in UNKNOWN-ATTRIBUTES (RFC 8489 §14.13). */
export function typesOf({ value }: StunAttribute): number[] | undefined {
  if (value.length % 2 !== 0) return undefined;
  return Array.from({ length: value.length / 2 }, (_, i) => uint16(value, 2 * i));
}

/** An attribute of bytes: DATA, RESERVATION-TOKEN; of none: USE-CANDIDATE, DONT-FRAGMENT. */
export function bytes(type: number, value: Uint8Array = new Uint8Array(0)): AttributeInit {
  return { type, value };
}

/** An attribute of text, written as UTF-8: USERNAME, REALM, NONCE, SOFTWARE. */
export function text(type: number, value: string): AttributeInit {
  return { type, value: toUtf8.encode(value) };
}

/** MAPPED-ADDRESS, ALTERNATE-SERVER (RFC 8489 §14.1). */
export function address(type: number, value: TransportAddress): AttributeInit {
  return { type, value: writeAddress(value) };
}

/** XOR-MAPPED-ADDRESS, XOR-PEER-ADDRESS, XOR-RELAYED-ADDRESS of a message with this transaction ID (RFC 8489 §14.2). */
export function xorAddress(type: number, value: TransportAddress, transactionId: Uint8Array): AttributeInit {
  return { type, value: writeXorAddress(value, transactionId) };
}

/** LIFETIME (s), PRIORITY: 32 bits. */
export function uint32(type: number, value: number): AttributeInit {
  return { type, value: Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value) };
}

/** ICE-CONTROLLED, ICE-CONTROLLING: 64 bits (RFC 8445 §7.1.3). */
export function uint64(type: number, value: bigint): AttributeInit {
  return { type, value: Uint8Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(56 - 8 * i)) & 0xffn)) };
}

/** CHANNEL-NUMBER: the number, then two zero bytes (RFC 8656 §18.1). */
export function channelNumber(channel: number): AttributeInit {
  return { type: attributeType.channelNumber, value: Uint8Array.of(channel >> 8, channel, 0, 0) };
}

/** REQUESTED-TRANSPORT: the protocol number, then three zero bytes (RFC 8656 §18.8). */
export function requestedTransport(protocol: number): AttributeInit {
  return { type: attributeType.requestedTransport, value: Uint8Array.of(protocol, 0, 0, 0) };
}

/** REQUESTED-ADDRESS-FAMILY, ADDITIONAL-ADDRESS-FAMILY (RFC 8656 §18.6, §18.11). */
export function addressFamily(type: number, family: 4 | 6): AttributeInit {
  return { type, value: Uint8Array.of(family === 4 ? 1 : 2, 0, 0, 0) };
}

/** EVEN-PORT, with its R bit set when the next port is to be reserved (RFC 8656 §18.7). */
export function evenPort(reserveNext: boolean): AttributeInit {
  return { type: attributeType.evenPort, value: Uint8Array.of(reserveNext ? 0x80 : 0) };
}

/** ERROR-CODE: 21 zero bits, the hundreds, the rest, the reason (RFC 8489 §14.8). */
export function errorCode({ code, reason }: StunError): AttributeInit {
  const words = toUtf8.encode(reason);
  const value = new Uint8Array(4 + words.length);
  value.set([0, 0, Math.floor(code / 100), code % 100]);
  value.set(words, 4);
  return { type: attributeType.errorCode, value };
}

/** UNKNOWN-ATTRIBUTES: which required types were not understood (RFC 8489 §14.13). */
export function unknownAttributes(types: readonly number[]): AttributeInit {
  return { type: attributeType.unknownAttributes, value: Uint8Array.from(types.flatMap((type) => [type >> 8, type])) };
}
