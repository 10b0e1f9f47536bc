import type { NatBehaviour } from '#domain/nat/behaviour.ts';
import type { Packet } from '#domain/nat/doorway.ts';

/** The packets that are there to begin with: each shows something that the one before did not. */
export const firstPackets: readonly Packet[] = [
  { direction: 'in', place: 'stranger' },
  { direction: 'out', place: 'server' },
  { direction: 'in', place: 'server' },
  { direction: 'out', place: 'peer' },
  { direction: 'in', place: 'peer' },
  { direction: 'in', place: 'other-port' },
  { direction: 'in', place: 'stranger' },
];

/** The NAT that is chosen first: a port-restricted cone. */
export const firstBehaviour: NatBehaviour = {
  mapping: 'endpoint-independent',
  filtering: 'address-and-port-dependent',
};
