import type { NatBehaviour } from './behaviour.ts';
import { type Admission, admissionOf, type Contact, closestContact } from './filtering.ts';
import { type Mapping, mappingFor } from './mapping.ts';
import { sameAddress, type TransportAddress } from './transport-address.ts';

/** Where a packet says that it comes from, and where it goes. */
export interface Header {
  readonly source: TransportAddress;
  readonly destination: TransportAddress;
}

/** A packet that was turned away at the door. */
export interface Refusal extends Header {
  readonly step: number;
  /** `address`: nobody inside has sent to its address by this port; `port`: only to another port of it. */
  readonly reason: 'no-mapping' | 'address' | 'port';
  /** The row that it was compared with last. */
  readonly closest?: Contact;
}

/** A NAT with one public address, as plain state: its behaviour and what is in its tables. */
export interface Nat {
  readonly address: string;
  readonly behaviour: NatBehaviour;
  readonly mappings: readonly Mapping[];
  readonly contacts: readonly Contact[];
  readonly refusals: readonly Refusal[];
  /** Where it begins to hand out ports, and how far it jumps each time: nobody outside can guess the next. */
  readonly firstPort: number;
  readonly portJump: number;
}

/** Ports that a NAT may hand out: 40000 to 64999. */
const lowestPort = 40_000;
const ports = 25_000;

/** The outside port of a NAT's mapping by its place in the table, from 0; none comes twice. */
function portAt({ firstPort, portJump }: Nat, index: number): number {
  return lowestPort + ((firstPort - lowestPort + index * portJump) % ports);
}

/** A packet on its way out: what became of it, by which row, and what is new. */
export interface Departure {
  readonly nat: Nat;
  readonly header: Header;
  readonly mapping: Mapping;
  readonly isNewMapping: boolean;
  readonly isNewContact: boolean;
}

/** Sends a packet out through a NAT: its source is rewritten by the mapping for its destination, which is made where there is none. */
export function sendOut(nat: Nat, header: Header, step: number): Departure {
  const known = mappingFor(nat.mappings, nat.behaviour.mapping, header);
  const mapping = known ?? {
    inside: header.source,
    destination: header.destination,
    outside: { address: nat.address, port: portAt(nat, nat.mappings.length) },
    step,
  };
  const isNewContact = !nat.contacts.some(
    ({ outside, peer }) => sameAddress(outside, mapping.outside) && sameAddress(peer, header.destination),
  );
  const contact = { outside: mapping.outside, peer: header.destination, step };
  const after: Nat = {
    ...nat,
    mappings: known ? nat.mappings : [...nat.mappings, mapping],
    contacts: isNewContact ? [...nat.contacts, contact] : nat.contacts,
  };
  return {
    nat: after,
    header: { source: mapping.outside, destination: header.destination },
    mapping,
    isNewMapping: !known,
    isNewContact,
  };
}

/** A packet at the door: let in by a rule and handed on, or turned away. */
export type Entrance =
  | { readonly nat: Nat; readonly verdict: 'let-in'; readonly header: Header; readonly admission: Admission }
  | { readonly nat: Nat; readonly verdict: 'refused'; readonly refusal: Refusal; readonly wouldBe?: Header };

/** Brings a packet to the outside of a NAT: it needs a mapping whose outside it was sent to, and a filter that lets its source in. */
export function letIn(nat: Nat, header: Header, step: number): Entrance {
  const mapping = nat.mappings.find(({ outside }) => sameAddress(outside, header.destination));
  const admission = mapping && admissionOf(nat.contacts, nat.behaviour.filtering, header);
  if (mapping && admission) {
    return { nat, verdict: 'let-in', header: { source: header.source, destination: mapping.inside }, admission };
  }
  const refusal = refusalOf(nat, header, step, mapping !== undefined);
  const after = { ...nat, refusals: [...nat.refusals, refusal] };
  if (!mapping) return { nat: after, verdict: 'refused', refusal };
  const wouldBe = { source: header.source, destination: mapping.inside };
  return { nat: after, verdict: 'refused', refusal, wouldBe };
}

function refusalOf(nat: Nat, header: Header, step: number, isMapped: boolean): Refusal {
  if (!isMapped) return { ...header, step, reason: 'no-mapping' };
  const closest = closestContact(nat.contacts, header);
  const reason = closest?.peer.address === header.source.address ? 'port' : 'address';
  return closest ? { ...header, step, reason, closest } : { ...header, step, reason };
}
