import type { Agent } from './agent.ts';
import type { NatBehaviour } from './behaviour.ts';
import type { Nat } from './nat.ts';
import type { Side } from './side.ts';
import type { TransportAddress } from './transport-address.ts';

/** What a run begins with. */
export interface NetworkSetup {
  readonly a: NatBehaviour;
  readonly b: NatBehaviour;
  /** Who sends the first check. */
  readonly starts: Side;
}

/** What the relay lends to a peer: whoever sends to the relayed address comes in from a permitted IP address alone (RFC 8656 §9). */
export interface Allocation {
  readonly side: Side;
  readonly relayed: TransportAddress;
  /** Where the relay sees the peer; undefined: over TCP. */
  readonly client?: TransportAddress;
  /** The step that made it. */
  readonly step: number;
  readonly permissions: readonly Permission[];
}

export interface Permission {
  readonly address: string;
  /** The step that made it. */
  readonly step: number;
}

/** All there is at a moment: two NATs, two agents behind them, and what the relay has lent. */
export interface Network {
  readonly nats: Readonly<Record<Side, Nat>>;
  readonly agents: Readonly<Record<Side, Agent>>;
  readonly allocations: readonly Allocation[];
}

/** The servers on the public side, with addresses for documentation (RFC 5737 §3). */
export const servers = {
  stun: { address: '198.51.100.3', port: 3478 },
  relay: { address: '198.51.100.4', port: 3478 },
} as const satisfies Record<string, TransportAddress>;

/** What the relay lends to each peer. */
export const relayedAddresses: Readonly<Record<Side, TransportAddress>> = {
  a: { address: servers.relay.address, port: 49_170 },
  b: { address: servers.relay.address, port: 49_316 },
};

/** Each peer's socket inside its own network (RFC 1918 §3). */
const sockets: Readonly<Record<Side, TransportAddress>> = {
  a: { address: '192.168.1.10', port: 50_000 },
  b: { address: '192.168.2.20', port: 50_600 },
};

const doors = {
  a: { address: '203.0.113.7', firstPort: 41_000, portJump: 9_371 },
  b: { address: '203.0.113.88', firstPort: 61_040, portJump: 16_679 },
} as const;

function natOf(side: Side, behaviour: NatBehaviour): Nat {
  return { ...doors[side], behaviour, mappings: [], contacts: [], refusals: [] };
}

function agentOf(side: Side): Agent {
  const socket = sockets[side];
  const host = { ...socket, type: 'host', step: 0 } as const;
  return { side, socket, local: [host], remote: [], checks: [], relayed: [], triggered: [] };
}

/** The network before the first packet. */
export function networkOf({ a, b }: Pick<NetworkSetup, 'a' | 'b'>): Network {
  return {
    nats: { a: natOf('a', a), b: natOf('b', b) },
    agents: { a: agentOf('a'), b: agentOf('b') },
    allocations: [],
  };
}

export const withNat = (network: Network, side: Side, nat: Nat): Network => ({
  ...network,
  nats: { ...network.nats, [side]: nat },
});

export const withAgent = (network: Network, agent: Agent): Network => ({
  ...network,
  agents: { ...network.agents, [agent.side]: agent },
});

export const withAllocation = (network: Network, allocation: Allocation): Network => ({
  ...network,
  allocations: [...network.allocations, allocation],
});

/** The network after a peer has permitted an IP address at its relayed one. */
export const withPermission = (network: Network, side: Side, permission: Permission): Network => ({
  ...network,
  allocations: network.allocations.map((each) =>
    each.side === side ? { ...each, permissions: [...each.permissions, permission] } : each,
  ),
});
