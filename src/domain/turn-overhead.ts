/** What TURN puts around an application's packet, in bytes (RFC 8656 §11, §12.4; RFC 8489 §5, §14). */
import { attributeType } from './stun/attribute-type.ts';
import { fromHex } from './stun/hex.ts';
import { headerLength, padded, parseStun, type StunAttribute } from './stun/message.ts';

/** A stretch of a wrapped packet. */
export interface WrapperPart {
  /** The header of STUN, the attribute XOR-PEER-ADDRESS, the head of the attribute DATA, further attributes, the head of ChannelData. */
  name: 'stun-header' | 'peer-address' | 'data-header' | 'attributes' | 'channel-header' | 'packet' | 'padding';
  bytes: number;
}

/** Type and length before an attribute's value (RFC 8489 §14), and number and length before ChannelData's (RFC 8656 §12.4). */
const head = 4;

/** Of XOR-PEER-ADDRESS: two bytes of family, two of port, and the address (RFC 8489 §14.2). */
const addressValue = { 4: 8, 6: 20 } as const;

/** A packet of so many bytes in a Send or Data indication, part by part: 36 bytes more with an IPv4 peer, and 0 to 3 of padding. */
export function indicationParts(packet: number, family: 4 | 6 = 4): WrapperPart[] {
  const parts: WrapperPart[] = [
    { name: 'stun-header', bytes: headerLength },
    { name: 'peer-address', bytes: head + addressValue[family] },
    { name: 'data-header', bytes: head },
    { name: 'packet', bytes: packet },
    { name: 'padding', bytes: padded(packet) - packet },
  ];
  return parts.filter(({ bytes }) => bytes > 0);
}

/** The parts of an indication that was seen, in its own order; browsers may add attributes of their own. Undefined for what is none. */
export function seenParts(hex: string): WrapperPart[] | undefined {
  const parsed = parseStun(fromHex(hex) ?? new Uint8Array(0));
  if (!parsed.ok || !parsed.message.attributes.some(({ type }) => type === attributeType.data)) return undefined;
  const all: WrapperPart[] = [
    { name: 'stun-header', bytes: headerLength },
    ...parsed.message.attributes.flatMap(attributeParts),
  ];
  return all.filter(({ bytes }) => bytes > 0);
}

function attributeParts({ type, value }: StunAttribute): WrapperPart[] {
  if (type !== attributeType.data) {
    const name = type === attributeType.xorPeerAddress ? 'peer-address' : 'attributes';
    return [{ name, bytes: head + padded(value.length) }];
  }
  return [
    { name: 'data-header', bytes: head },
    { name: 'packet', bytes: value.length },
    { name: 'padding', bytes: padded(value.length) - value.length },
  ];
}

/** A packet of so many bytes as ChannelData: 4 bytes more, and on a stream padded (RFC 8656 §12.5). */
export function channelParts(packet: number, isStream = false): WrapperPart[] {
  const parts: WrapperPart[] = [
    { name: 'channel-header', bytes: head },
    { name: 'packet', bytes: packet },
    { name: 'padding', bytes: isStream ? padded(packet) - packet : 0 },
  ];
  return parts.filter(({ bytes }) => bytes > 0);
}

/** Bytes of all parts together. */
export const bytesOfParts = (parts: readonly WrapperPart[]): number => parts.reduce((sum, { bytes }) => sum + bytes, 0);

/** What a wrapper adds to a packet, in bytes. */
export function overheadOf(parts: readonly WrapperPart[]): number {
  return parts.filter(({ name }) => name !== 'packet').reduce((sum, { bytes }) => sum + bytes, 0);
}
