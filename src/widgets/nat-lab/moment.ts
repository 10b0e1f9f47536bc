/** A run and how many of its steps are shown. */
import type { NatEvent } from '#domain/nat/nat-event.ts';
import { type Network, servers } from '#domain/nat/network.ts';
import { networkAt, type Run } from '#domain/nat/run.ts';
import type { Side } from '#domain/nat/side.ts';
import type { TransportAddress } from '#domain/nat/transport-address.ts';
import type { Hue } from '#views/nat-tables.ts';

export interface Moment {
  readonly run: Run;
  /** 0 before the first step. */
  readonly at: number;
}

export const eventAt = ({ run, at }: Moment): NatEvent | undefined => run.steps[at - 1]?.event;

export const networkOfMoment = ({ run, at }: Moment): Network => networkAt(run, at);

/** `A`, as peers and NATs are named in sentences. */
export const letterOf = (side: Side): string => side.toUpperCase();

/** Whose an address is: each peer's and its NAT's have its hue, the servers' have theirs. */
export function hueIn({ agents, nats }: Network): (address: TransportAddress) => Hue {
  const owners = new Map<string, Hue>([
    [servers.stun.address, 'infra'],
    [servers.relay.address, 'infra'],
  ]);
  for (const side of ['a', 'b'] as const) {
    owners.set(agents[side].socket.address, side);
    owners.set(nats[side].address, side);
  }
  return ({ address }) => owners.get(address) ?? 'plain';
}
