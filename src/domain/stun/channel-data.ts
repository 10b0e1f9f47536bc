/** ChannelData: two bytes of channel number, two of length, then the application's data; four bytes where Send needs 36 (RFC 8656 §12.4). */
import { isChannelData, isStun } from './demultiplex.ts';
import { headerLength, padded, uint16 } from './message.ts';

/** The numbers that may be bound (RFC 8656 §12). */
export const firstChannel = 0x4000;
export const lastChannel = 0x4fff;

export interface ChannelData {
  channel: number;
  /** A view into the packet, without padding. */
  data: Uint8Array;
}

/**
 * Parses ChannelData: `40 01 00 03 61 62 63` is three bytes on channel 0x4001. Undefined where the number is none or the data are cut
 * off; bytes after the data are padding (RFC 8656 §12.5).
 */
export function parseChannelData(packet: Uint8Array): ChannelData | undefined {
  if (!isChannelData(packet[0]) || packet.length < 4) return undefined;
  const length = uint16(packet, 2);
  if (length > packet.length - 4) return undefined;
  return { channel: uint16(packet, 0), data: packet.subarray(4, 4 + length) };
}

/** Writes ChannelData, over TCP and TLS padded to four bytes (RFC 8656 §12.5). */
export function encodeChannelData({ channel, data }: ChannelData, stream = false): Uint8Array {
  const packet = new Uint8Array(4 + (stream ? padded(data.length) : data.length));
  packet.set([channel >> 8, channel, data.length >> 8, data.length]);
  packet.set(data, 4);
  return packet;
}

/**
 * How many bytes the message at the beginning of a TCP stream has, padding included; undefined while its first four bytes are not all
 * there, null where neither STUN nor ChannelData begins so (RFC 8656 §12.5, RFC 8489 §6.2.2).
 */
export function frameLength(stream: Uint8Array): number | undefined | null {
  if (stream.length === 0) return undefined;
  if (isChannelData(stream[0])) return stream.length < 4 ? undefined : 4 + padded(uint16(stream, 2));
  if (!isStun(stream[0])) return null;
  return stream.length < 4 ? undefined : headerLength + uint16(stream, 2);
}
