/** A datagram in the headers of a capture: Wireshark copies a frame with its link, IP and UDP headers before the STUN message. */
import { uint16 } from './message.ts';

export interface CapturedHeaders {
  /** What the bytes begin with: IP, or the header of a link before it. */
  outermost: 'ip' | 'link';
  ip: 4 | 6;
  /** The first byte behind the UDP header: STUN would begin there. */
  payload: number;
}

const udp = 17;

/** Lengths of headers of a link: none, BSD loopback, Ethernet, Linux cooked, Ethernet with a VLAN tag, Linux cooked 2. */
const linkHeaders = [0, 4, 14, 16, 18, 20];

/** Finds IP and UDP headers at the start of bytes; undefined where there are none. */
export function capturedHeaders(bytes: Uint8Array): CapturedHeaders | undefined {
  for (const start of linkHeaders) {
    const found = ipv4Payload(bytes, start) ?? ipv6Payload(bytes, start);
    if (found) return { outermost: start === 0 ? 'ip' : 'link', ...found };
  }
  return undefined;
}

/** IPv4 whose total length fits, with UDP whose length fits in turn (RFC 791 §3.1, RFC 768). */
function ipv4Payload(bytes: Uint8Array, start: number): { ip: 4; payload: number } | undefined {
  const [first = 0] = bytes.subarray(start);
  const header = 4 * (first & 0x0f);
  const total = uint16(bytes, start + 2);
  const isIp = first >> 4 === 4 && header >= 20 && total <= bytes.length - start && bytes[start + 9] === udp;
  if (!isIp || uint16(bytes, start + header + 4) !== total - header) return undefined;
  return { ip: 4, payload: start + header + 8 };
}

/** IPv6 without extension headers, with UDP as long as its payload (RFC 8200 §3, RFC 768). */
function ipv6Payload(bytes: Uint8Array, start: number): { ip: 6; payload: number } | undefined {
  const length = uint16(bytes, start + 4);
  const isIp = (bytes[start] ?? 0) >> 4 === 6 && bytes[start + 6] === udp && start + 40 + length <= bytes.length;
  if (!isIp || length < 8 || uint16(bytes, start + 44) !== length) return undefined;
  return { ip: 6, payload: start + 48 };
}
