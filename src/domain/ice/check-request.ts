/** What a check of the other agent does to the check lists (RFC 8445 §7.3.1). */
import { byPriority, type CandidatePair, type IceRole, makePair, type PairableCandidate } from './candidate-pair.ts';
import { enqueue } from './check-schedule.ts';
import { changeList, changePair, type IceAgent, takeRole } from './checklist.ts';
import { conclude } from './nomination.ts';

/** A Binding request that arrived. */
export interface ArrivedCheck {
  list: number;
  /** The id of the local candidate at whose base it arrived. */
  at: string;
  from: { address: string; port: number };
  /** Its PRIORITY attribute (RFC 8445 §7.1.1). */
  priority: number;
  /** What its ICE-CONTROLLING or ICE-CONTROLLED attribute says (RFC 8445 §7.1.3). */
  role: IceRole;
  tieBreaker: bigint;
  /** It has USE-CANDIDATE (RFC 8445 §7.1.2). */
  useCandidate: boolean;
}

/** The agent after a check has arrived, and what it answers: a success, or error 487. */
export function receiveCheck(agent: IceAgent, check: ArrivedCheck): { agent: IceAgent; answer: 'success' | 487 } {
  const repaired = repairRoles(agent, check);
  if (!repaired) return { agent, answer: 487 };
  const local = repaired.lists[check.list]?.locals.find(({ id }) => id === check.at);
  if (!local) return { agent: repaired, answer: 'success' };
  const { agent: learned, remote } = learnRemote(repaired, check, local);
  return { agent: triggerCheck(learned, check, makePair(local, remote, learned.role)), answer: 'success' };
}

/** Where both have one role, the larger tie-breaker controls; undefined: the other agent gives way, told by 487 (RFC 8445 §7.3.1.1). */
function repairRoles(agent: IceAgent, { role, tieBreaker }: ArrivedCheck): IceAgent | undefined {
  if (role !== agent.role) return agent;
  const isLarger = agent.tieBreaker >= tieBreaker;
  const keeps = agent.role === 'controlling' ? isLarger : !isLarger;
  return keeps ? undefined : takeRole(agent, agent.role === 'controlling' ? 'controlled' : 'controlling');
}

/** Who sends from an unknown address is a new peer-reflexive candidate, which nothing else is paired with (RFC 8445 §7.3.1.3). */
function learnRemote(
  agent: IceAgent,
  { list: index, from, priority }: ArrivedCheck,
  { component, transport, tcpType }: PairableCandidate,
): { agent: IceAgent; remote: PairableCandidate } {
  const known = agent.lists[index]?.remotes.find(
    (each) => each.address === from.address && each.port === from.port && each.transport === transport,
  );
  if (known) return { agent, remote: known };
  const id = `prflx ${from.address}:${from.port}`;
  const kind = tcpType ? { transport, tcpType } : { transport };
  const remote = { id, type: 'prflx', foundation: id, component, ...kind, priority, ...from, base: id } as const;
  return { agent: changeList(agent, index, (list) => ({ ...list, remotes: [...list.remotes, remote] })), remote };
}

/** The way it came is checked in the other direction, at once (RFC 8445 §7.3.1.4). */
function triggerCheck(agent: IceAgent, { list: index, useCandidate }: ArrivedCheck, made: CandidatePair): IceAgent {
  const list = agent.lists[index];
  if (list?.state !== 'running') return agent;
  const nominates = useCandidate && agent.role === 'controlled';
  const pair = list.pairs.find(({ id }) => id === made.id);
  if (pair?.state === 'succeeded') return nominates ? conclude(agent, index, pair.id) : agent;
  const listed = pair
    ? agent
    : changeList(agent, index, (each) => ({ ...each, pairs: [...each.pairs, made].sort(byPriority) }));
  const queued = enqueue(listed, index, made.id, { state: 'waiting' });
  return nominates ? changePair(queued, index, made.id, { nominating: true }) : queued;
}
