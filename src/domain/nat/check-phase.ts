import { type Agent, type Check, type CheckEnd, checkOf, type NatCandidate, withCheck, withRemote } from './agent.ts';
import { letIn, sendOut } from './nat.ts';
import type { Journey } from './nat-event.ts';
import { type Network, withAgent, withNat } from './network.ts';
import { otherSide, type Side } from './side.ts';
import { sameAddress, type TransportAddress } from './transport-address.ts';
import { nextStep, type Walk, walkOn } from './walk.ts';

/**
 * Peer-reflexive candidates that an agent takes from the other before it gives up; RFC 8445 §6.1.2.5 bounds the check list too.
 * Where both NATs map by address and port, each answer leaves by a port that its check did not go to, without end: a mapping toward
 * an address exists only after that address is known, and that address is itself one that only a packet to the mapping makes.
 */
export const mostPeerReflexive = 3;

export const learnedFrom = ({ remote }: Agent): number => remote.filter(({ type }) => type === 'prflx').length;

/**
 * Both agents check what they know in turn, the address of a check that came in first (RFC 8445 §6.1.4.2), until each has an answer
 * or no packet can come further than it did before. Checks that were refused are sent again as soon as their way has changed.
 */
export function checkInTurn(walk: Walk, starts: Side): Walk {
  let side = starts;
  let idle = 0;
  let at = walk;
  while (idle < 2 && !isDone(at.network)) {
    const next = takeTurn(at, side);
    idle = next ? 0 : idle + 1;
    at = next ?? at;
    side = otherSide(side);
  }
  return at;
}

const hasPath = ({ checks }: Agent): boolean => checks.some(({ state }) => state === 'succeeded');

const isDone = ({ agents }: Network): boolean => hasPath(agents.a) && hasPath(agents.b);

function takeTurn(walk: Walk, side: Side): Walk | undefined {
  const agent = walk.network.agents[side];
  const direct = agent.checks.filter(({ remote }) => remote.type !== 'relay');
  const due = agent.triggered[0] ?? direct.find(({ state }) => state === 'waiting')?.remote;
  if (due) return sendCheck(walk, side, due);
  return direct
    .filter(({ state }) => state === 'in-progress')
    .map((check) => sentFurther(walk, side, check))
    .find((further) => further !== undefined);
}

/** The run with a check sent again, when that comes to another end. */
function sentFurther(walk: Walk, side: Side, check: Check): Walk | undefined {
  const further = sendCheck(walk, side, check.remote);
  const after = checkOf(further.network.agents[side], check.remote);
  const isSame = after?.state === check.state && after.end?.why === check.end?.why && after.end?.nat === check.end?.nat;
  return isSame ? undefined : further;
}

function sendCheck(walk: Walk, side: Side, remote: TransportAddress): Walk {
  const agent = walk.network.agents[side];
  const sent = checkOf(agent, remote)?.sent ?? 0;
  const triggered = agent.triggered.filter((address) => !sameAddress(address, remote));
  const checking = withCheck({ ...agent, triggered }, remote, { state: 'in-progress', sent: sent + 1 });
  const begun = { ...walk, network: withAgent(walk.network, checking) };
  const asSent = { source: agent.socket, destination: remote };
  const journey: Journey = { message: 'check', sender: side, receiver: otherSide(side), asSent };
  const out = leave(begun, side, journey, sent > 0);
  if (out.journey.outside === undefined) return endCheck(out.walk, side, remote, { why: 'blocked', nat: side });
  const arrived = comeIn(out.walk, otherSide(side), out.journey);
  if (!arrived.isIn) return endCheck(arrived.walk, side, remote, { why: 'refused', nat: otherSide(side) });
  return answerCheck(arrived.walk, side, remote, out.journey.outside.source);
}

/** The receiver answers to where the check seems to come from. */
function answerCheck(walk: Walk, side: Side, remote: TransportAddress, seen: TransportAddress): Walk {
  const receiver = otherSide(side);
  const asSent = { source: walk.network.agents[receiver].socket, destination: seen };
  const out = leave(walk, receiver, { message: 'answer', sender: receiver, receiver: side, asSent }, false);
  const from = out.journey.outside?.source;
  if (!from) return endCheck(out.walk, side, remote, { why: 'blocked', nat: receiver });
  const arrived = comeIn(out.walk, side, out.journey, remote);
  if (!arrived.isIn) return endCheck(arrived.walk, side, remote, { why: 'answer-refused', nat: side, from });
  if (!sameAddress(from, remote)) return endCheck(arrived.walk, side, remote, { why: 'asymmetric', from });
  return succeed(arrived.walk, side, remote, seen);
}

interface Passage {
  readonly walk: Walk;
  readonly journey: Journey;
}

/** A packet goes out through its sender's NAT, unless that lets no UDP pass. */
function leave(walk: Walk, side: Side, journey: Journey, isAgain: boolean): Passage {
  const nat = walk.network.nats[side];
  if (nat.behaviour.blocksUdp) {
    return { walk: walkOn(walk, { kind: 'blocked', journey, nat: side }, walk.network), journey };
  }
  const { nat: after, header, ...made } = sendOut(nat, journey.asSent, nextStep(walk));
  const under = { ...journey, outside: header };
  const again = isAgain && { again: true as const };
  const event = { kind: 'leaves', journey: under, nat: side, ...made, ...again } as const;
  return { walk: walkOn(walk, event, withNat(walk.network, side, after)), journey: under };
}

/** A packet comes to its receiver's NAT, and in if that lets it. */
function comeIn(walk: Walk, side: Side, journey: Journey, checked?: TransportAddress): { walk: Walk; isIn: boolean } {
  const header = journey.outside ?? journey.asSent;
  const entrance = letIn(walk.network.nats[side], header, nextStep(walk));
  if (entrance.verdict === 'refused') {
    const { nat, refusal, wouldBe } = entrance;
    const event = { kind: 'refused', journey: wouldBe ? { ...journey, inside: wouldBe } : journey, nat: side, refusal };
    return { walk: walkOn(walk, { ...event, kind: 'refused' }, withNat(walk.network, side, nat)), isIn: false };
  }
  const arrival = { kind: 'arrives', nat: side, admission: entrance.admission } as const;
  const inside = { ...journey, inside: entrance.header };
  if (checked) {
    const verdict = sameAddress(header.source, checked) ? 'succeeded' : 'asymmetric';
    const event = { ...arrival, journey: inside, verdict, checked } as const;
    return { walk: walkOn(walk, event, walk.network), isIn: true };
  }
  const { agent, learned } = hearCheck(walk.network.agents[side], header.source, nextStep(walk));
  const event = { ...arrival, journey: inside, ...(learned && { learned }) };
  return { walk: walkOn(walk, event, withAgent(walk.network, agent)), isIn: true };
}

/** An agent heard a check: a source that it does not know is a peer-reflexive candidate, and its own check back is due at once. */
function hearCheck(agent: Agent, source: TransportAddress, step: number): { agent: Agent; learned?: NatCandidate } {
  const known = checkOf(agent, source);
  if (known?.state === 'succeeded') return { agent };
  if (known) return { agent: trigger(withCheck(agent, source, { state: 'waiting' }), source) };
  if (learnedFrom(agent) >= mostPeerReflexive) return { agent };
  const learned: NatCandidate = { ...source, type: 'prflx', step };
  return { agent: trigger(withRemote(agent, learned), source), learned };
}

function trigger(agent: Agent, source: TransportAddress): Agent {
  if (agent.triggered.some((address) => sameAddress(address, source))) return agent;
  return { ...agent, triggered: [...agent.triggered, source] };
}

/** The state that the last packet of a check leaves it in, seen with the step that stopped it. */
function endCheck(walk: Walk, side: Side, remote: TransportAddress, end: Omit<CheckEnd, 'step'>): Walk {
  const state = end.why === 'asymmetric' ? 'failed' : 'in-progress';
  return amendLast(walk, side, remote, { state, end: { ...end, step: walk.steps.length } });
}

/** The mapped address in the answer is the local candidate; one that the agent does not know is peer-reflexive (RFC 8445 §7.2.5.3.1). */
function succeed(walk: Walk, side: Side, remote: TransportAddress, mapped: TransportAddress): Walk {
  const agent = walk.network.agents[side];
  const known = agent.local.find((candidate) => sameAddress(candidate, mapped));
  const local = known ?? { ...mapped, type: 'prflx', step: walk.steps.length };
  const own = known ? agent : { ...agent, local: [...agent.local, local] };
  const network = withAgent(walk.network, own);
  return amendLast({ ...walk, network }, side, remote, { state: 'succeeded', local });
}

/** Changes a check within the step that was made last, not in a step of its own. */
function amendLast(walk: Walk, side: Side, remote: TransportAddress, change: Partial<Check>): Walk {
  const network = withAgent(walk.network, withCheck(walk.network.agents[side], remote, change));
  const last = walk.steps.at(-1);
  return last ? { network, steps: [...walk.steps.slice(0, -1), { ...last, network }] } : { ...walk, network };
}
