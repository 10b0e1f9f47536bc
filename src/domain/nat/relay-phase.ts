import { type NatCandidate, withCheck } from './agent.ts';
import { sendOut } from './nat.ts';
import type { Journey } from './nat-event.ts';
import { type Network, relayedAddresses, withAgent, withNat } from './network.ts';
import { otherSide, type Side } from './side.ts';
import { sameAddress, type TransportAddress } from './transport-address.ts';
import { nextStep, type Walk, walkOn } from './walk.ts';

/** Whose relayed address is used: that of the peer who has no other, else A's. */
const ownerOf = ({ nats }: Network): Side => (!nats.a.behaviour.blocksUdp && nats.b.behaviour.blocksUdp ? 'b' : 'a');

/**
 * The other peer checks a relayed address. The relay passes on what comes from an IP address that has a permission, whatever its
 * port (RFC 8656 §9), and the answer goes back the same way.
 */
export function goByRelay(walk: Walk): Walk {
  const owner = ownerOf(walk.network);
  const from = otherSide(owner);
  const { walk: sent, peer } = reachRelay(walk, from, owner);
  const relayed = { from, owner, peer } as const;
  const asked = walkOn(sent, { kind: 'relays', message: 'check', ...relayed }, sent.network);
  const network = withSuccess(asked.network, from, owner, peer);
  const answered = walkOn(asked, { kind: 'relays', message: 'answer', ...relayed }, network);
  return select(answered, owner, peer);
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

function withSuccess(network: Network, from: Side, owner: Side, peer: TransportAddress): Network {
  const local = candidateAt(network.agents[from].local, peer, 0);
  return withAgent(
    network,
    withCheck(network.agents[from], relayedAddresses[owner], { state: 'succeeded', local, sent: 1 }),
  );
}

const candidateAt = (known: readonly NatCandidate[], at: TransportAddress, step: number): NatCandidate =>
  known.find((candidate) => sameAddress(candidate, at)) ?? { ...at, type: 'prflx', step };

function select(walk: Walk, owner: Side, peer: TransportAddress): Walk {
  const { a } = walk.network.agents;
  const lent = candidateAt([...a.local, ...a.remote], relayedAddresses[owner], nextStep(walk));
  const met = candidateAt(owner === 'a' ? a.remote : a.local, peer, nextStep(walk));
  const pair = owner === 'a' ? { local: lent, remote: met } : { local: met, remote: lent };
  return walkOn(walk, { kind: 'selected', path: 'relay', ...pair }, walk.network);
}
