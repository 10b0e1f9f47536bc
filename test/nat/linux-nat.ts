import type { NatBehaviour } from '#domain/nat/behaviour.ts';
import { type Side, sides } from './namespaces.ts';

/** The four classic types (RFC 3489 §5), as the mapping and filtering they are. */
export const classic = {
  'full cone': { mapping: 'endpoint-independent', filtering: 'endpoint-independent' },
  'address-restricted cone': { mapping: 'endpoint-independent', filtering: 'address-dependent' },
  'port-restricted cone': { mapping: 'endpoint-independent', filtering: 'address-and-port-dependent' },
  symmetric: { mapping: 'address-and-port-dependent', filtering: 'address-and-port-dependent' },
} as const satisfies Record<string, NatBehaviour>;

export type Classic = keyof typeof classic;

/** Linux keeps the port of a connection for each destination, which is endpoint-independent mapping while no two hosts compete. */
const keepPort = ({ wan }: (typeof sides)[Side]): string => `
  chain out { type nat hook postrouting priority srcnat; oifname "wan" snat to ${wan}; }`;

/** What comes to a port of the router goes to the one host behind it. */
const letIn = ({ host }: (typeof sides)[Side]): string => `
  chain in { type nat hook prerouting priority dstnat; iifname "wan" meta l4proto udp dnat to ${host}; }`;

/**
 * A packet that nobody asked for ends at the router; left alone, it would take the port for itself, and the host's next packet to
 * that sender would leave by another one.
 */
const refuseNew = `
  chain in { type filter hook input priority filter; iifname "wan" ct state new drop; }`;

const filtered = `
  set spoken { type ipv4_addr; flags dynamic, timeout; timeout 1m; }
  chain pass { type filter hook forward priority filter;
    oifname "wan" meta l4proto udp update @spoken { ip daddr }
    iifname "wan" meta l4proto udp ct state new ip saddr != @spoken drop
  }`;

const tables = (nat: string, filter: string): string => `table ip nat {${nat}\n}\ntable ip filter {${filter}\n}\n`;

/** What makes a Linux router such a NAT, for nft. */
export function rulesOf(type: Classic, side: Side): string {
  const there = sides[side];
  switch (type) {
    case 'full cone':
      return tables(keepPort(there) + letIn(there), '');
    case 'address-restricted cone':
      return tables(keepPort(there) + letIn(there), filtered);
    case 'port-restricted cone':
      return tables(keepPort(there), refuseNew);
    case 'symmetric':
      return tables(
        'chain out { type nat hook postrouting priority srcnat; oifname "wan" masquerade fully-random; }',
        refuseNew,
      );
  }
}

/** A router that lets no UDP through, either way. */
export function udpBlocked(side: Side): string {
  const block = `
  chain pass { type filter hook forward priority filter; meta l4proto udp drop; }`;
  return tables(keepPort(sides[side]), block + refuseNew);
}
