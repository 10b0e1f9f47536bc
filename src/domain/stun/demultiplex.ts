/** Several protocols share one UDP port; the first byte tells which it is (RFC 7983 §7, which RFC 9443 extends by QUIC). */
export type PortSharer = 'stun' | 'zrtp' | 'dtls' | 'turn-channel' | 'quic' | 'rtp' | 'unknown';

const ranges: readonly (readonly [from: number, to: number, sharer: PortSharer])[] = [
  [0, 3, 'stun'],
  [16, 19, 'zrtp'],
  [20, 63, 'dtls'],
  [64, 79, 'turn-channel'],
  [80, 127, 'quic'],
  [128, 191, 'rtp'],
  [192, 255, 'quic'],
];

/** What a packet is, by its first byte: `dtls` for 22, `rtp` (or RTCP) for 128. */
export function sharerOf(firstByte: number): PortSharer {
  return ranges.find(([from, to]) => firstByte >= from && firstByte <= to)?.[2] ?? 'unknown';
}

/** The first bytes that tell the same of a packet as this one: `[20, 63]` for 22; undefined where none is agreed on. */
export function rangeOf(firstByte: number): readonly [from: number, to: number] | undefined {
  const range = ranges.find(([from, to]) => firstByte >= from && firstByte <= to);
  return range && [range[0], range[1]];
}

/** Whether a packet that begins with this byte is STUN (RFC 7983 §7). */
export function isStun(firstByte: number | undefined): boolean {
  return firstByte !== undefined && firstByte < 4;
}

/** Whether a packet that begins with this byte is ChannelData (RFC 7983 §7). */
export function isChannelData(firstByte: number | undefined): boolean {
  return firstByte !== undefined && firstByte >= 64 && firstByte < 80;
}
