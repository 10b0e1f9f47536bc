/**
 * What a packet that our TURN server saw is: a request of the client, an answer, or data of an application with or without what TURN
 * puts around it.
 */
import type { PacketEvent } from './path-events.ts';
import { addressText } from './stun/address.ts';
import { channelNumberOf, errorOf, find, findAll, transportOf, uint32Of, xorAddressOf } from './stun/attribute.ts';
import { attributeType } from './stun/attribute-type.ts';
import { sharerOf } from './stun/demultiplex.ts';
import { errorReasons } from './stun/error-reason.ts';
import { fromHex } from './stun/hex.ts';
import { parseStun, type StunMessage, uint16 } from './stun/message.ts';
import { method, methodName, type StunClass } from './stun/message-type.ts';

/**
 * What an application's packet is, by its first byte (RFC 7983 §7), and RTCP by its second (RFC 5761 §4). STUN between peers is a
 * connectivity check, the answer to one, or an indication that keeps the way open (RFC 8445 §7, §11).
 */
export type Inner = 'check' | 'answer' | 'keepalive' | 'dtls' | 'srtp' | 'srtcp' | 'other';

/** What TURN puts around data: an indication to the server, one from it, four bytes, or nothing on the peer's side. */
export type Wrapper = 'send' | 'data' | 'channel' | 'bare';

/** An application's packet on its way through the relay. */
export interface DataPacket {
  kind: 'data';
  wrapper: Wrapper;
  inner: Inner;
  /** Bytes of the application's packet itself. */
  innerBytes: number;
  /** The peer, where the wrapper names it as `127.0.0.1:49160`. */
  peer?: string;
  channel?: number;
  /** Its first bytes, in hexadecimal, by which it is known on the other side of the relay. */
  head: string;
}

/** A request to the server, or its answer. */
export interface TurnPacket {
  kind: 'turn';
  /** As `Allocate`; `0x00B` where the method is none of RFC 8489 and RFC 8656. */
  method: string;
  class: StunClass;
  transactionId: string;
  /** It carries credentials: MESSAGE-INTEGRITY is there (RFC 8489 §9.2). */
  signed: boolean;
  error?: { code: number; reason: string };
  relayed?: string;
  mapped?: string;
  /** In seconds. */
  lifetime?: number;
  peers: readonly string[];
  channel?: number;
  /** The protocol asked for towards peers, 17 being UDP. */
  requested?: number;
}

export type PacketReading = DataPacket | TurnPacket | { kind: 'unknown' };

/** For servers that leave the reason out. */
const nameOf = (code: number): string =>
  Object.entries(errorReasons).find(([known]) => Number(known) === code)?.[1] ?? '';

/** RTP and RTCP share a port: packet types 192 to 223 are RTCP's (RFC 5761 §4). */
const isRtcp = (second = 0): boolean => second >= 192 && second <= 223;

/** What STUN between peers is, by the two bits of its type that are its class (RFC 8489 §5). */
function stunInner(bytes: Uint8Array): Inner {
  if (((bytes[0] ?? 0) & 0x01) === 1) return 'answer';
  return ((bytes[1] ?? 0) & 0x10) === 0 ? 'check' : 'keepalive';
}

function innerOf(bytes: Uint8Array): Inner {
  const sharer = sharerOf(bytes[0] ?? 255);
  if (sharer === 'stun') return stunInner(bytes);
  if (sharer === 'rtp') return isRtcp(bytes[1]) ? 'srtcp' : 'srtp';
  return sharer === 'dtls' ? 'dtls' : 'other';
}

/** Hexadecimal digits by which a packet is recognised: 16 bytes, which the shortest excerpt of it has. */
const headDigits = 32;

function dataOf(
  bytes: Uint8Array,
  hex: string,
  length: number,
  rest: Omit<DataPacket, 'kind' | 'inner' | 'innerBytes' | 'head'>,
): DataPacket {
  return { kind: 'data', inner: innerOf(bytes), innerBytes: length, head: hex.slice(0, headDigits), ...rest };
}

/** Reads a packet as far as the trace has it: STUN whole, of other packets the first bytes. Never throws. */
export function readPacket({ hex, bytes: length, leg }: Pick<PacketEvent, 'hex' | 'bytes' | 'leg'>): PacketReading {
  const bytes = fromHex(hex);
  if (!bytes || bytes.length === 0) return { kind: 'unknown' };
  if (leg === 'peer') return dataOf(bytes, hex, length, { wrapper: 'bare' });
  const sharer = sharerOf(bytes[0] ?? 255);
  if (sharer === 'turn-channel' && bytes.length >= 4) {
    return dataOf(bytes.subarray(4), hex.slice(8), uint16(bytes, 2), { wrapper: 'channel', channel: uint16(bytes, 0) });
  }
  const parsed = sharer === 'stun' ? parseStun(bytes) : undefined;
  return parsed?.ok ? readMessage(parsed.message, hex) : { kind: 'unknown' };
}

function readMessage(message: StunMessage, hex: string): PacketReading {
  const data = find(message, attributeType.data);
  if ((message.method === method.send || message.method === method.data) && data) {
    const [peer] = addressesOf(message, attributeType.xorPeerAddress);
    const start = 2 * (data.offset + 4);
    return dataOf(data.value, hex.slice(start, start + 2 * data.value.length), data.value.length, {
      wrapper: message.method === method.send ? 'send' : 'data',
      ...(peer ? { peer } : {}),
    });
  }
  return {
    kind: 'turn',
    method: methodName(message.method) ?? `0x${message.method.toString(16).toUpperCase().padStart(3, '0')}`,
    class: message.class,
    transactionId: hex.slice(16, 40),
    signed: find(message, attributeType.messageIntegrity) !== undefined,
    peers: addressesOf(message, attributeType.xorPeerAddress),
    ...numbersOf(message),
  };
}

function addressesOf(message: StunMessage, type: number): string[] {
  return findAll(message, type).flatMap((attribute) => {
    const address = xorAddressOf(attribute, message);
    return address ? [addressText(address)] : [];
  });
}

/** What else an answer or a request says, each only where it is there. */
function numbersOf(message: StunMessage): Partial<TurnPacket> {
  const read = <Value>(
    type: number,
    of: (attribute: NonNullable<ReturnType<typeof find>>) => Value,
  ): Value | undefined => {
    const attribute = find(message, type);
    return attribute && of(attribute);
  };
  const [relayed] = addressesOf(message, attributeType.xorRelayedAddress);
  const [mapped] = addressesOf(message, attributeType.xorMappedAddress);
  const error = read(attributeType.errorCode, errorOf);
  const lifetime = read(attributeType.lifetime, uint32Of);
  const channel = read(attributeType.channelNumber, channelNumberOf);
  const requested = read(attributeType.requestedTransport, transportOf);
  return {
    ...(relayed ? { relayed } : {}),
    ...(mapped ? { mapped } : {}),
    ...(error ? { error: { code: error.code, reason: error.reason || nameOf(error.code) } } : {}),
    ...(lifetime === undefined ? {} : { lifetime }),
    ...(channel === undefined ? {} : { channel }),
    ...(requested === undefined ? {} : { requested }),
  };
}
