/** What an IP address is for, after IANA's special-purpose registries (RFC 6890). */
import { ipBytes } from '#domain/stun/address.ts';

export type AddressClass =
  | 'public'
  | 'unspecified'
  | 'loopback'
  | 'link-local'
  | 'private'
  | 'shared'
  | 'multicast'
  | 'broadcast'
  | 'metadata'
  | 'documentation'
  | 'benchmarking'
  | 'protocol'
  | 'ipv4-in-ipv6'
  | 'reserved';

/** A range of addresses: `192.168.0.0/16`. */
export interface AddressRange {
  bytes: Uint8Array;
  prefix: number;
}

/** Parses `192.168.0.0/16`, `2001:db8::/32`, and an address alone as the range that holds only it. Throws on anything else. */
export function parseRange(text: string): AddressRange {
  const [address = '', length, ...rest] = text.split('/');
  const bytes = ipBytes(address);
  const bits = (bytes?.length ?? 0) * 8;
  const prefix = length === undefined ? bits : Number(length);
  if (!bytes || rest.length > 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > bits || length === '') {
    throw new Error(`${text} is no address and no range: it must be written like 10.1.0.0/16`);
  }
  return { bytes, prefix };
}

/** Whether a range holds an address; one of another family it never does. */
export function isWithin({ bytes, prefix }: AddressRange, address: Uint8Array): boolean {
  if (bytes.length !== address.length) return false;
  for (let bit = 0; bit < prefix; bit += 8) {
    const differing = (bytes[bit / 8] ?? 0) ^ (address[bit / 8] ?? 0);
    if (differing >> Math.max(0, 8 - (prefix - bit)) !== 0) return false;
  }
  return true;
}

/** The narrower first: what stands alone in a wider range has a line above it. */
const special: readonly (readonly [class_: AddressClass, ...ranges: string[]])[] = [
  // Where clouds answer their own machines: most of them, Alibaba, Azure, Oracle, and AWS by IPv6.
  ['metadata', '169.254.169.254', '169.254.170.2', '100.100.100.200', '168.63.129.16', '192.0.0.192', 'fd00:ec2::/32'],
  ['unspecified', '0.0.0.0/8', '::'],
  ['loopback', '127.0.0.0/8', '::1'],
  ['link-local', '169.254.0.0/16', 'fe80::/10'],
  ['private', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fec0::/10'],
  ['shared', '100.64.0.0/10'],
  ['multicast', '224.0.0.0/4', 'ff00::/8'],
  ['broadcast', '255.255.255.255'],
  ['documentation', '192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'],
  ['benchmarking', '198.18.0.0/15', '2001:2::/48'],
  // Mapped and compatible (RFC 4291 §2.5.5), translated (RFC 2765), NAT64 (RFC 6052, 8215), Teredo (RFC 4380), 6to4 (RFC 3056).
  [
    'ipv4-in-ipv6',
    '::/96',
    '::ffff:0:0/96',
    '::ffff:0:0:0/96',
    '64:ff9b::/96',
    '64:ff9b:1::/48',
    '2001::/32',
    '2002::/16',
  ],
  ['protocol', '192.0.0.0/24', '192.88.99.0/24', '2001::/23'],
  ['reserved', '240.0.0.0/4'],
];

const ranges = special.flatMap(([class_, ...texts]) => texts.map((text) => ({ class_, ...parseRange(text) })));

/** All that IANA has given out of IPv6 for use everywhere (RFC 4291 §2.4). */
const globalUnicast = parseRange('2000::/3');

/** What an address of 4 or 16 bytes is for; `public` only what is plainly so. */
export function classOf(address: Uint8Array): AddressClass {
  const found = ranges.find((range) => isWithin(range, address));
  if (found) return found.class_;
  if (address.length === 4) return 'public';
  if (isIsatap(address)) return 'ipv4-in-ipv6';
  return isWithin(globalUnicast, address) ? 'public' : 'reserved';
}

/** An interface identifier that holds an IPv4 address: `::5efe:192.0.2.1`, `::200:5efe:192.0.2.1` (RFC 5214 §6.1). */
function isIsatap(address: Uint8Array): boolean {
  return ((address[8] ?? 0) & 0xfd) === 0 && address[9] === 0 && address[10] === 0x5e && address[11] === 0xfe;
}
