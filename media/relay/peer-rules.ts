/** Which peers a client may reach through the relay: plainly public ones, those that are allowed by name, and no others. */
import { networkInterfaces } from 'node:os';
import { ipBytes, type TransportAddress } from '#domain/stun/address.ts';
import { type AddressRange, classOf, isWithin, parseRange } from './address-class.ts';

/** What the rules are made of. */
export interface PeerSettings {
  /** Where the relay's relayed addresses are. */
  relayAddresses: readonly string[];
  /** Ranges that are allowed whatever they are. */
  allowed?: readonly string[];
  /** The addresses that this machine has now; the same array as long as they are the same. */
  ownAddresses: () => readonly string[];
  /** Whether the relay itself listens at this port. */
  isOwnPort?: (port: number) => boolean;
}

/** Peers by the rules; for a CreatePermission, which names no port, the address alone counts. */
export interface PeerRules {
  /** `pageIssued`: the site gave the credential to a page of this course. */
  allows(peer: Pick<TransportAddress, 'address'> & { port?: number }, pageIssued: boolean): boolean;
}

/** Services that a machine offers to itself have these ports (RFC 6335 §6). */
const lastSystemPort = 1023;

/**
 * Makes the rules. The machine itself is reached by pages alone, and only through a relay whose addresses are all loopback: at ports
 * that neither belong to the system nor to the relay. Of all other addresses those are reached that are plainly public.
 */
export function peerRules(settings: PeerSettings): PeerRules {
  const { relayAddresses, allowed = [], ownAddresses, isOwnPort = () => false } = settings;
  const ranges = allowed.map(parseRange);
  const relays = relayAddresses.map(parseRange);
  const onLoopback = relays.every(({ bytes }) => classOf(bytes) === 'loopback');
  let known: readonly string[] = [];
  let own = relays;
  const isOwn = (address: Uint8Array) => {
    const now = ownAddresses();
    if (now !== known) [known, own] = [now, [...relays, ...now.flatMap(rangeOf)]];
    return holds(own, address);
  };
  return {
    allows({ address, port }, pageIssued) {
      if (port === 0 || (port !== undefined && isOwnPort(port) && isOwn(address))) return false;
      if (holds(ranges, address)) return true;
      if (!isOwn(address)) return classOf(address) === 'public';
      return onLoopback && pageIssued && (port === undefined || port > lastSystemPort);
    },
  };
}

function holds(ranges: readonly AddressRange[], address: Uint8Array): boolean {
  return ranges.some((range) => isWithin(range, address));
}

function rangeOf(address: string): AddressRange[] {
  const bytes = ipBytes(address);
  return bytes ? [{ bytes, prefix: bytes.length * 8 }] : [];
}

/** The addresses of every interface that is up, looked up once in `everyMs`; what needs a zone, as `fe80::1`, is left out. */
export function addressesOfThisMachine(now: () => number, everyMs = 1_000): () => readonly string[] {
  let until = Number.NEGATIVE_INFINITY;
  let addresses: readonly string[] = [];
  return () => {
    if (now() < until) return addresses;
    until = now() + everyMs;
    addresses = Object.values(networkInterfaces())
      .flatMap((found) => found ?? [])
      .map(({ address }) => address)
      .filter((address) => !address.toLowerCase().startsWith('fe80'));
    return addresses;
  };
}
