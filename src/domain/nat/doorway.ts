import type { NatBehaviour } from './behaviour.ts';
import type { Admission, Contact } from './filtering.ts';
import type { Mapping } from './mapping.ts';
import { type Header, letIn, type Nat, type Refusal, sendOut } from './nat.ts';
import type { TransportAddress } from './transport-address.ts';

/** Who is outside: a server at two ports of one address, a peer, and a stranger that nobody has sent to. */
export const places = {
  server: { address: '198.51.100.3', port: 3478 },
  'other-port': { address: '198.51.100.3', port: 3479 },
  peer: { address: '203.0.113.88', port: 61_040 },
  stranger: { address: '192.0.2.66', port: 4000 },
} as const satisfies Record<string, TransportAddress>;

export type Place = keyof typeof places;

/** The one host inside (RFC 1918 §3). */
export const host: TransportAddress = { address: '192.168.1.10', port: 50_000 };

/** A packet that the reader sends: out to a place, or from a place to the port that it knows. */
export interface Packet {
  readonly direction: 'out' | 'in';
  readonly place: Place;
}

/** What became of a packet at the NAT. */
export type Passage =
  | {
      readonly kind: 'out';
      readonly inside: Header;
      readonly outside: Header;
      readonly mapping: Mapping;
      readonly isNewMapping: boolean;
      readonly isNewContact: boolean;
    }
  | { readonly kind: 'in'; readonly outside: Header; readonly inside: Header; readonly admission: Admission }
  | { readonly kind: 'refused'; readonly outside: Header; readonly inside?: Header; readonly refusal: Refusal };

/** One packet, and the NAT after it. */
export interface DoorwayStep {
  readonly packet: Packet;
  readonly passage: Passage;
  readonly nat: Nat;
}

/** A NAT with empty tables. */
export const doorwayOf = (behaviour: NatBehaviour): Nat => ({
  address: '203.0.113.7',
  behaviour,
  mappings: [],
  contacts: [],
  refusals: [],
  firstPort: 41_000,
  portJump: 9_371,
});

/** The same packets through a NAT of any behaviour: what becomes of each, in order. */
export function passThrough(behaviour: NatBehaviour, packets: readonly Packet[]): DoorwayStep[] {
  const steps: DoorwayStep[] = [];
  for (const packet of packets) {
    const nat = steps.at(-1)?.nat ?? doorwayOf(behaviour);
    steps.push(pass(nat, packet, steps.length + 1));
  }
  return steps;
}

function pass(nat: Nat, packet: Packet, step: number): DoorwayStep {
  if (packet.direction === 'out') {
    const inside = { source: host, destination: places[packet.place] };
    const { nat: after, header: outside, ...made } = sendOut(nat, inside, step);
    return { packet, passage: { kind: 'out', inside, outside, ...made }, nat: after };
  }
  const outside = { source: places[packet.place], destination: knockedAt(nat, packet.place) };
  const entrance = letIn(nat, outside, step);
  if (entrance.verdict === 'let-in') {
    const { header: inside, admission } = entrance;
    return { packet, passage: { kind: 'in', outside, inside, admission }, nat: entrance.nat };
  }
  const { nat: after, refusal, wouldBe } = entrance;
  const refused = { kind: 'refused', outside, refusal } as const;
  return { packet, passage: wouldBe ? { ...refused, inside: wouldBe } : refused, nat: after };
}

/** Where a place sends to: the port that the host's packets to it came from, else the first that the NAT has given out. */
function knockedAt(nat: Nat, place: Place): TransportAddress {
  const { address, port } = places[place];
  const toIt = nat.contacts.find(({ peer }: Contact) => peer.address === address && peer.port === port);
  return toIt?.outside ?? nat.mappings[0]?.outside ?? { address: nat.address, port: nat.firstPort };
}
