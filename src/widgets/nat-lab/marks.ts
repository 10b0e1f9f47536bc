import { behaviourIndex, type NatBehaviour } from '#domain/nat/behaviour.ts';
import type { Path } from '#domain/nat/path.ts';
import type { Mark } from '#views/nat-map.ts';

/** The letter of each end. */
export const marks: Readonly<Record<Path, Mark>> = { srflx: 'D', prflx: 'P', relay: 'R' };

/** A NAT’s place in the heads of the map: three groups by mapping, in each the three filterings. */
export const mappingNames = ['EIM', 'ADM', 'APDM'] as const;
export const filteringNames = ['EIF', 'ADF', 'APDF'] as const;

/** `EIM/APDF`, as the heads of the map name a NAT. */
export function shortName(nat: NatBehaviour): string {
  const index = behaviourIndex(nat);
  return `${mappingNames[Math.floor(index / 3)]}/${filteringNames[index % 3]}`;
}
