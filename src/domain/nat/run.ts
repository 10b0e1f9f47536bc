import { type Agent, type Check, type NatCandidate, withRelayed, withRemote } from './agent.ts';
import { checkInTurn, learnedFrom, mostPeerReflexive } from './check-phase.ts';
import { gather } from './gathering-phase.ts';
import type { Path } from './nat-event.ts';
import { type Network, type NetworkSetup, networkOf, withAgent } from './network.ts';
import { goByRelay } from './relay-phase.ts';
import { type Step, type Walk, walkOn } from './walk.ts';

/** A whole run: the network before it, and each step with the network after it. */
export interface Run {
  readonly setup: NetworkSetup;
  readonly before: Network;
  readonly steps: readonly Step[];
  readonly path: Path;
}

/**
 * Two peers behind a NAT each find a path, packet by packet: gathering, signaling, checks, and the relay when nothing else passes
 * (RFC 8445). One UDP socket a peer, its own public address a NAT, one STUN server; no hairpin, no port prediction, no IPv6.
 */
export function runNetwork(setup: NetworkSetup): Run {
  const before = networkOf(setup);
  const gathered = gather(gather({ network: before, steps: [] }, 'a'), 'b');
  const checked = checkInTurn(signal(gathered), setup.starts);
  const { steps } = selectDirect(checked) ?? goByRelay(timeOut(checked));
  const last = steps.at(-1)?.event;
  if (last?.kind !== 'selected') throw new Error('A run ended without a selected pair.');
  return { setup, before, steps, path: last.path };
}

/** The network after so many steps; after none, as it was before. */
export const networkAt = (run: Run, steps: number): Network => run.steps[steps - 1]?.network ?? run.before;

function signal(walk: Walk): Walk {
  const { a, b } = walk.network.agents;
  const told = withAgent(withAgent(walk.network, tell(a, b)), tell(b, a));
  return walkOn(walk, { kind: 'signals' }, told);
}

/** An agent hears of the other's candidates; the private address is on a network that it cannot reach, so no check is drawn for it. */
function tell(agent: Agent, { local }: Agent): Agent {
  const [host, ...reachable] = local;
  const knowing = host ? { ...agent, remote: [...agent.remote, host] } : agent;
  return reachable.reduce(pairWith, knowing);
}

/** Each remote candidate makes a pair with the socket, and one with the relayed address (RFC 8445 §6.1.2.2). */
function pairWith(agent: Agent, candidate: NatCandidate): Agent {
  const lent = agent.local.find(({ type }) => type === 'relay');
  const paired = withRemote(agent, candidate);
  return lent ? withRelayed(paired, candidate, { local: lent }) : paired;
}

const isPeerReflexive = ({ type }: NatCandidate) => type === 'prflx';

/** `prflx` when the pair has a peer-reflexive candidate at either end: what one agent learned from a check, the other sees in the answer. */
function selectDirect(walk: Walk): Walk | undefined {
  const valid = walk.network.agents.a.checks.find(({ state }) => state === 'succeeded');
  if (!valid?.local) return undefined;
  const { local, remote } = valid;
  const path = [local, remote].some(isPeerReflexive) ? 'prflx' : 'srflx';
  return walkOn(walk, { kind: 'selected', path, local, remote }, walk.network);
}

/** What is still without an answer fails (RFC 8445 §7.2.5.2.3). */
function timeOut(walk: Walk): Walk {
  const { a, b } = walk.network.agents;
  const chase = [a, b].some((agent) => learnedFrom(agent) >= mostPeerReflexive);
  const network = [a, b].map(giveUp).reduce(withAgent, walk.network);
  return walkOn(walk, { kind: 'times-out', chase }, network);
}

const giveUp = (agent: Agent): Agent => ({ ...agent, triggered: [], checks: agent.checks.map(failed) });

const failed = (check: Check): Check => (check.remote.type === 'relay' ? check : { ...check, state: 'failed' });
