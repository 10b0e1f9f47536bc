import { sameAddress, type TransportAddress } from './transport-address.ts';

/** How much of the other end a NAT looks at, in mapping (RFC 4787 §4.1) and, by the same three names, in filtering (§5). */
export const dependences = ['endpoint-independent', 'address-dependent', 'address-and-port-dependent'] as const;

export type Dependence = (typeof dependences)[number];

/** The two axes of a NAT, and whether a firewall in it stops UDP altogether. */
export interface NatBehaviour {
  readonly mapping: Dependence;
  readonly filtering: Dependence;
  readonly blocksUdp?: boolean;
}

/** The names of RFC 3489 §5; RFC 5389 §2 took them out, since real NATs do not stay in four boxes. */
export type ClassicName = 'full-cone' | 'restricted-cone' | 'port-restricted-cone' | 'symmetric';

/** The nine NATs, mapping by mapping. */
export const natBehaviours: readonly NatBehaviour[] = dependences.flatMap((mapping) =>
  dependences.map((filtering) => ({ mapping, filtering })),
);

/** The place of a NAT among the nine, 0 to 8. */
export const behaviourIndex = ({ mapping, filtering }: NatBehaviour): number =>
  dependences.indexOf(mapping) * dependences.length + dependences.indexOf(filtering);

/** The classic name of a NAT, for the four of the nine that have one. */
export function classicName({ mapping, filtering }: NatBehaviour): ClassicName | undefined {
  if (mapping === 'address-and-port-dependent' && filtering === mapping) return 'symmetric';
  if (mapping !== 'endpoint-independent') return undefined;
  const cones = {
    'endpoint-independent': 'full-cone',
    'address-dependent': 'restricted-cone',
    'address-and-port-dependent': 'port-restricted-cone',
  } as const;
  return cones[filtering];
}

/** Whether two other ends are one to a NAT that looks at so much of them. */
export function isAlike(dependence: Dependence, one: TransportAddress, other: TransportAddress): boolean {
  if (dependence === 'endpoint-independent') return true;
  if (dependence === 'address-dependent') return one.address === other.address;
  return sameAddress(one, other);
}
