/** A transport address, its IP address as the 4 or 16 bytes of the packet. */
export interface TransportAddress {
  family: 4 | 6;
  address: Uint8Array;
  port: number;
}

/** The fixed number in bytes 4 to 7 of every STUN message (RFC 8489 §5). */
export const magicCookie = 0x2112a442;

const familyByte = { 4: 0x01, 6: 0x02 } as const;

/**
 * Reads the value of MAPPED-ADDRESS: a zero byte, the family (1 or 2), the port, the address (RFC 8489 §14.1). Undefined when the
 * family is another or the length does not fit it.
 */
export function readAddress(value: Uint8Array): TransportAddress | undefined {
  const family = value[1] === familyByte[4] ? 4 : value[1] === familyByte[6] ? 6 : undefined;
  if (family === undefined || value.length !== (family === 4 ? 8 : 20)) return undefined;
  const [high = 0, low = 0] = value.subarray(2, 4);
  return { family, address: new Uint8Array(value.subarray(4)), port: (high << 8) | low };
}

/** Reads the value of XOR-MAPPED-ADDRESS and its like (RFC 8489 §14.2); undefined as with `readAddress`. */
export function readXorAddress(value: Uint8Array, transactionId: Uint8Array): TransportAddress | undefined {
  const read = readAddress(value);
  if (!read) return undefined;
  xorWithHeader(read.address, transactionId);
  return { ...read, port: read.port ^ (magicCookie >>> 16) };
}

/** Writes the value of MAPPED-ADDRESS; throws a RangeError when the address is not as long as its family says (RFC 8489 §14.1). */
export function writeAddress({ family, address, port }: TransportAddress): Uint8Array {
  if (address.length !== (family === 4 ? 4 : 16)) {
    throw new RangeError(`an IPv${family} address does not have ${address.length} bytes`);
  }
  const value = new Uint8Array(4 + address.length);
  value[1] = familyByte[family];
  value[2] = port >> 8;
  value[3] = port;
  value.set(address, 4);
  return value;
}

/** Writes the value of XOR-MAPPED-ADDRESS and its like (RFC 8489 §14.2); throws as `writeAddress`. */
export function writeXorAddress(address: TransportAddress, transactionId: Uint8Array): Uint8Array {
  const value = writeAddress({ ...address, port: address.port ^ (magicCookie >>> 16) });
  xorWithHeader(value.subarray(4), transactionId);
  return value;
}

/** What an address is XORed with: the magic cookie, for IPv6 followed by the transaction ID (RFC 8489 §14.2). */
function xorWithHeader(address: Uint8Array, transactionId: Uint8Array): void {
  for (let i = 0; i < address.length; i += 1) {
    const key = i < 4 ? magicCookie >>> (24 - 8 * i) : (transactionId[i - 4] ?? 0);
    address[i] = (address[i] ?? 0) ^ (key & 0xff);
  }
}

/** An IP address of 4 or 16 bytes as text: `192.0.2.1`, `2001:db8::1` (RFC 5952 §4). */
export function ipText(address: Uint8Array): string {
  if (address.length === 4) return address.join('.');
  const groups = Array.from({ length: 8 }, (_, i) => ((address[2 * i] ?? 0) << 8) | (address[2 * i + 1] ?? 0));
  const { start, length } = longestZeros(groups);
  const hex = groups.map((group) => group.toString(16));
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start += 1) {
    let length = 0;
    while (groups[start + length] === 0) length += 1;
    if (length > best.length) best = { start, length };
  }
  return best;
}

/** A transport address as text: `192.0.2.1:51620`, `[2001:db8::1]:51620`. */
export function addressText({ family, address, port }: TransportAddress): string {
  return family === 4 ? `${ipText(address)}:${port}` : `[${ipText(address)}]:${port}`;
}

/** The bytes of an IP address: four for `192.0.2.1`, sixteen for `2001:db8::1` and `::ffff:192.0.2.1`; undefined for other text. */
export function ipBytes(text: string): Uint8Array | undefined {
  return text.includes(':') ? ipv6Bytes(text) : ipv4Bytes(text);
}

function ipv4Bytes(text: string): Uint8Array | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return Uint8Array.from(parts, Number);
}

/** Text forms of IPv6: groups, `::` once, IPv4 at the end (RFC 4291 §2.2); a zone as `%eth0` is not part of an address in a packet. */
function ipv6Bytes(text: string): Uint8Array | undefined {
  const halves = text.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const [head, tail] = halves.map((groups, half) => groupBytes(groups, half === halves.length - 1));
  if (!head || halves.length > 2) return undefined;
  if (halves.length === 1) return head.length === 16 ? Uint8Array.from(head) : undefined;
  if (!tail || head.length + tail.length > 14) return undefined;
  const address = new Uint8Array(16);
  address.set(head);
  address.set(tail, 16 - tail.length);
  return address;
}

function groupBytes(groups: readonly string[], isLast: boolean): number[] | undefined {
  const bytes: number[] = [];
  for (const [i, group] of groups.entries()) {
    const ipv4 = isLast && i === groups.length - 1 && group.includes('.') ? ipv4Bytes(group) : undefined;
    if (!ipv4 && !/^[0-9a-f]{1,4}$/i.test(group)) return undefined;
    const number = Number.parseInt(group, 16);
    bytes.push(...(ipv4 ?? [number >> 8, number & 0xff]));
  }
  return bytes;
}
