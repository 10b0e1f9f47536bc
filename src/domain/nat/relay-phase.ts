import { type Agent, type Check, type NatCandidate, withCheck, withRelayed } from './agent.ts';
import { type Header, letIn, sendOut } from './nat.ts';
import type { Journey, RelaysEvent } from './nat-event.ts';
import { type Network, relayedAddresses, servers, withAgent, withNat, withPermission } from './network.ts';
import { otherSide, type Side } from './side.ts';
import { sameAddress, type TransportAddress } from './transport-address.ts';
import { nextStep, type Walk, walkOn } from './walk.ts';

/** Whose relayed address is used: that of the peer who has no other, else A's. */
const ownerOf = ({ nats }: Network): Side => (!nats.a.behaviour.blocksUdp && nats.b.behaviour.blocksUdp ? 'b' : 'a');

/** The two ends of the way through the relay: whose relayed address it takes, who checks that, and where the relay sees them. */
interface Ends {
  readonly owner: Side;
  readonly from: Side;
  readonly peer: TransportAddress;
}

/**
 * One peer permits the other's IP address at its relayed address, and the other checks that. The relay passes on what comes from
 * an IP address that has a permission, whatever its port (RFC 8656 §9), and the answer goes back the same way.
 */
export function goByRelay(walk: Walk): Walk {
  const owner = ownerOf(walk.network);
  const from = otherSide(owner);
  const { walk: sent, peer } = reachRelay(permitBoth(walk, owner, from), from, owner);
  const ends = { owner, from, peer };
  const asked = passOn(sent, 'check', ends, sent.network);
  return select(passOn(asked, 'answer', ends, withSuccess(asked.network, ends)), ends);
}

/** A relayed address that sends needs a permission as well as one that is sent to (RFC 8445 §7.2.1), so where both peers use theirs, both permit. */
function permitBoth(walk: Walk, owner: Side, from: Side): Walk {
  const { nats } = walk.network;
  if (!nats[from].behaviour.blocksUdp) return permit(walk, owner, nats[from].address);
  return permit(permit(walk, owner, relayedAddresses[from].address), from, relayedAddresses[owner].address);
}

function permit(walk: Walk, side: Side, address: string): Walk {
  const { relayed, client } = allocationOf(walk.network, side);
  const network = withPermission(walk.network, side, { address, step: nextStep(walk) });
  return walkOn(walk, { kind: 'permits', side, address, relayed, ...(client && { client }) }, network);
}

function allocationOf({ allocations }: Network, of: Side) {
  const allocation = allocations.find(({ side }) => side === of);
  if (!allocation) throw new Error('A peer has no relayed address.');
  return allocation;
}

/** The check goes to the relayed address by UDP or, where that is blocked, through the sender's own. */
function reachRelay(walk: Walk, from: Side, owner: Side): { walk: Walk; peer: TransportAddress } {
  const nat = walk.network.nats[from];
  if (nat.behaviour.blocksUdp) return { walk, peer: relayedAddresses[from] };
  const asSent = { source: walk.network.agents[from].socket, destination: relayedAddresses[owner] };
  const { nat: after, header, ...made } = sendOut(nat, asSent, nextStep(walk));
  const journey: Journey = { message: 'check', sender: from, receiver: 'relay', asSent, outside: header };
  const event = { kind: 'leaves', journey, nat: from, ...made } as const;
  return { walk: walkOn(walk, event, withNat(walk.network, from, after)), peer: header.source };
}

function passOn(walk: Walk, message: RelaysEvent['message'], ends: Ends, network: Network): Walk {
  const to = message === 'check' ? ends.owner : ends.from;
  const delivery = deliver(walk, message, to, hopTo(walk.network, to, ends));
  return walkOn(walk, { kind: 'relays', message, ...ends, to, ...(delivery && { delivery }) }, network);
}

/** The header between the relay and a NAT: to its client the relay speaks from its own port (RFC 8656 §11.3), to a peer from the relayed one. */
function hopTo(network: Network, to: Side, { owner, peer }: Ends): Header | undefined {
  const { client } = allocationOf(network, to);
  if (!client) return undefined;
  return to === owner
    ? { source: servers.relay, destination: client }
    : { source: relayedAddresses[owner], destination: peer };
}

function deliver(walk: Walk, message: RelaysEvent['message'], to: Side, outside: Header | undefined) {
  if (!outside) return undefined;
  const entrance = letIn(walk.network.nats[to], outside, nextStep(walk));
  if (entrance.verdict === 'refused') throw new Error('A NAT refused the relay, to which its peer had sent.');
  const journey = {
    message,
    sender: 'relay',
    receiver: to,
    asSent: outside,
    outside,
    inside: entrance.header,
  } as const;
  return { journey, admission: entrance.admission };
}

function withSuccess(network: Network, { from, owner, peer }: Ends): Network {
  const agent = network.agents[from];
  const lent = agent.remote.find((each) => sameAddress(each, relayedAddresses[owner]));
  const local = candidateAt(agent.local, peer, 0);
  const valid = { state: 'succeeded', local, sent: 1 } as const;
  if (!network.nats[from].behaviour.blocksUdp || !lent) {
    return withAgent(network, withCheck(agent, relayedAddresses[owner], valid));
  }
  const end = { step: 0, why: 'blocked', nat: from } as const;
  return withAgent(network, withRelayed(withCheck(agent, lent, { state: 'failed', end }), lent, valid));
}

const candidateAt = (known: readonly NatCandidate[], at: TransportAddress, step: number): NatCandidate =>
  known.find((candidate) => sameAddress(candidate, at)) ?? { ...at, type: 'prflx', step };

/** A's pair is selected; its owner's check back, which is triggered and goes the same way (RFC 8445 §7.3.1.4), is no step of its own. */
function select(walk: Walk, { owner, peer }: Ends): Walk {
  const { a } = walk.network.agents;
  const lent = candidateAt([...a.local, ...a.remote], relayedAddresses[owner], nextStep(walk));
  const met = candidateAt(owner === 'a' ? a.remote : a.local, peer, nextStep(walk));
  const pair = owner === 'a' ? { local: lent, remote: met } : { local: met, remote: lent };
  const network = withAgent(walk.network, checkedBack(walk.network.agents[owner], peer, nextStep(walk)));
  return walkOn(walk, { kind: 'selected', path: 'relay', ...pair }, network);
}

function checkedBack(agent: Agent, peer: TransportAddress, step: number): Agent {
  const lent = agent.local.find(({ type }) => type === 'relay');
  const valid: Partial<Check> = { state: 'succeeded', ...(lent && { local: lent }) };
  return withRelayed(agent, candidateAt(agent.remote, peer, step), valid);
}
