import type { NatCandidate } from './agent.ts';
import { letIn, sendOut } from './nat.ts';
import type { Journey } from './nat-event.ts';
import { relayedAddresses, servers, withAgent, withAllocation, withNat } from './network.ts';
import type { Side } from './side.ts';
import { nextStep, type Walk, walkOn } from './walk.ts';

/** A peer asks the STUN server how it looks from there, then the relay for an address (RFC 8445 §5.1.1). */
export const gather = (walk: Walk, side: Side): Walk => allocate(askStun(walk, side), side);

function askStun(walk: Walk, side: Side): Walk {
  const { network } = walk;
  const asSent = { source: network.agents[side].socket, destination: servers.stun };
  const journey: Journey = { message: 'binding-request', sender: side, receiver: 'stun', asSent };
  if (network.nats[side].behaviour.blocksUdp) return walkOn(walk, { kind: 'blocked', journey, nat: side }, network);
  const { nat, header, ...made } = sendOut(network.nats[side], asSent, nextStep(walk));
  const leaves = { kind: 'leaves', journey: { ...journey, outside: header }, nat: side, ...made } as const;
  return hearStun(walkOn(walk, leaves, withNat(network, side, nat)), side, header.source);
}

function hearStun(walk: Walk, side: Side, mapped: { address: string; port: number }): Walk {
  const { network } = walk;
  const outside = { source: servers.stun, destination: mapped };
  const entrance = letIn(network.nats[side], outside, nextStep(walk));
  if (entrance.verdict === 'refused') throw new Error('A NAT refused the answer of a server that was asked.');
  const learned: NatCandidate = { ...mapped, type: 'srflx', step: nextStep(walk) };
  const journey: Journey = {
    message: 'binding-response',
    sender: 'stun',
    receiver: side,
    asSent: outside,
    outside,
    inside: entrance.header,
  };
  const event = { kind: 'arrives', journey, nat: side, admission: entrance.admission, learned } as const;
  return walkOn(walk, event, withOwn(walk, side, learned));
}

const withOwn = ({ network }: Walk, side: Side, candidate: NatCandidate) =>
  withAgent(network, { ...network.agents[side], local: [...network.agents[side].local, candidate] });

function allocate(walk: Walk, side: Side): Walk {
  const relayed: NatCandidate = { ...relayedAddresses[side], type: 'relay', step: nextStep(walk) };
  const lent = { side, relayed: relayedAddresses[side], step: nextStep(walk), permissions: [] } as const;
  const network = withOwn(walk, side, relayed);
  if (network.nats[side].behaviour.blocksUdp) {
    return walkOn(walk, { kind: 'allocates', side, transport: 'tcp', relayed }, withAllocation(network, lent));
  }
  const asSent = { source: network.agents[side].socket, destination: servers.relay };
  const { nat, mapping } = sendOut(network.nats[side], asSent, nextStep(walk));
  const event = { kind: 'allocates', side, transport: 'udp', relayed, mapping } as const;
  const allocated = withAllocation(network, { ...lent, client: mapping.outside });
  return walkOn(walk, event, withNat(allocated, side, nat));
}
