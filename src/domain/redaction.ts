/** Takes the public addresses out of a text that is to be shared, and puts addresses of the documentation ranges in their place. */

import { fromHex, toHex } from './stun/hex.ts';
import { replaceAddresses } from './stun/replaced-addresses.ts';

/** RFC 5737 §3, the one most often seen in examples of servers first. */
const documentationV4 = ['203.0.113', '198.51.100', '192.0.2'];

/** Ranges that say nothing of who somebody is: this host, private, shared, link-local, documentation, multicast and reserved. */
const harmlessV4: readonly (readonly [first: number, bits: number])[] = [
  [toNumber('0.0.0.0'), 8], // RFC 1122 §3.2.1.3
  [toNumber('10.0.0.0'), 8], // RFC 1918 §3
  [toNumber('100.64.0.0'), 10], // RFC 6598 §7
  [toNumber('127.0.0.0'), 8], // RFC 1122 §3.2.1.3
  [toNumber('169.254.0.0'), 16], // RFC 3927 §2.1
  [toNumber('172.16.0.0'), 12], // RFC 1918 §3
  [toNumber('192.0.2.0'), 24], // RFC 5737 §3
  [toNumber('192.168.0.0'), 16], // RFC 1918 §3
  [toNumber('198.51.100.0'), 24], // RFC 5737 §3
  [toNumber('203.0.113.0'), 24], // RFC 5737 §3
  [toNumber('224.0.0.0'), 3], // RFC 1112 §4
];

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function isPublicV4(address: string): boolean {
  const parts = address.split('.').map(Number);
  if (parts.length !== 4 || parts.some((part) => part > 255)) return false;
  const number = toNumber(address);
  return !harmlessV4.some(
    ([first, bits]) => Math.floor(number / 2 ** (32 - bits)) === Math.floor(first / 2 ** (32 - bits)),
  );
}

/** Global unicast, 2000::/3 (RFC 4291 §2.4), but for the documentation range 2001:db8::/32 (RFC 3849 §2). */
function isPublicV6(address: string): boolean {
  const [head = '', tail] = address.split('::');
  const groups = [head, tail ?? ''].flatMap((half) => (half === '' ? [] : half.split(':')));
  const isWhole = tail === undefined ? groups.length === 8 : groups.length < 8 && address.split('::').length === 2;
  if (!isWhole || groups.some((group) => group.length > 4 || group === '')) return false;
  return /^[23]/.test(head.padStart(4)) && head.split(':')[0]?.length === 4 && !/^2001:0?db8(:|$)/i.test(head);
}

/**
 * Replaces every public address, each by one of its own: `198.18.7.9 … 198.18.7.9` by `203.0.113.1 … 203.0.113.1`, in the STUN messages
 * of `packet` events too. Private addresses, names and everything else stay as they are.
 */
export function redactAddresses(text: string): string {
  const given = new Map<string, string>();
  const standIn = (address: string, make: (count: number) => string): string => {
    const known = given.get(address) ?? make(given.size);
    given.set(address, known);
    return known;
  };
  const v4 = (count: number): string =>
    `${documentationV4[Math.floor(count / 254) % documentationV4.length]}.${(count % 254) + 1}`;
  const v6 = (count: number): string => `2001:db8::${(count + 1).toString(16)}`;
  const inText = (address: string): string => {
    if (isPublicV4(address)) return standIn(address, v4);
    return isPublicV6(address) ? standIn(address.toLowerCase(), v6) : address;
  };
  return text
    .replace(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g, inText)
    .replace(/(?<![\w:])[\da-f]{0,4}(?::[\da-f]{0,4}){2,}(?![\w:])/gi, inText)
    .replace(/(?<="hex":")[\da-f]+(?=")/g, (hex) => {
      const bytes = fromHex(hex);
      return bytes ? toHex(replaceAddresses(bytes, inText)) : hex;
    });
}
