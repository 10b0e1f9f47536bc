/** What the end of a check does to the check lists (RFC 8445 §7.2.5). */
import type { CandidatePair, PairableCandidate } from './candidate-pair.ts';
import { makePair } from './candidate-pair.ts';
import { type Check, enqueue } from './check-schedule.ts';
import {
  type CheckList,
  changeList,
  changePair,
  changePairs,
  type IceAgent,
  pairIn,
  takeRole,
  type ValidPair,
} from './checklist.ts';
import { conclude } from './nomination.ts';
import { candidatePriority, priorityParts, recommendedTypePreference } from './priority.ts';

/** How a check ended. */
export type Outcome =
  /** `mapped`: where the other agent saw the request come from, told in XOR-MAPPED-ADDRESS. */
  | { kind: 'success'; mapped: { address: string; port: number } }
  /** Error 487; `tieBreaker` is the one that is used from now on. */
  | { kind: 'role-conflict'; tieBreaker: bigint }
  /** The answer came from elsewhere, ICMP told of an error, none came in time, or another error (RFC 8445 §7.2.5.2.1 to .4). */
  | { kind: 'failure'; reason: 'non-symmetric' | 'icmp' | 'timeout' | 'error' };

/** The agent after a check has ended. A check whose pair has left the list changes nothing. */
export function endCheck(agent: IceAgent, check: Check, outcome: Outcome): IceAgent {
  const pair = pairIn(agent, check.list, check.pair);
  if (!pair) return agent;
  if (outcome.kind === 'role-conflict') return changeRole(agent, check, outcome.tieBreaker);
  const after = outcome.kind === 'success' ? succeed(agent, check, pair, outcome.mapped) : fail(agent, check, pair);
  return updateState(after, check.list);
}

/** The role that the check told of was taken; the pair is checked again (RFC 8445 §7.2.5.1). */
function changeRole(agent: IceAgent, { role, list, pair }: Check, tieBreaker: bigint): IceAgent {
  const other = role === 'controlling' ? 'controlled' : 'controlling';
  return enqueue({ ...takeRole(agent, other), tieBreaker }, list, pair, { state: 'waiting' });
}

/** Only this pair fails, not those of its foundation (RFC 8445 §7.2.5.2); a nomination that fails takes the list along (§7.2.5.3.4). */
function fail(agent: IceAgent, { list: index, nominates }: Check, { id }: CandidatePair): IceAgent {
  const failed = changePair(agent, index, id, { state: 'failed' });
  if (!nominates) return failed;
  return changeList(failed, index, (list) => ({
    ...list,
    state: 'failed',
    valid: list.valid.filter(({ from }) => from !== id),
  }));
}

function succeed(
  agent: IceAgent,
  { list: index, nominates }: Check,
  pair: CandidatePair,
  mapped: { address: string; port: number },
): IceAgent {
  const list = agent.lists[index];
  if (!list) return agent;
  const local = localAt(list, pair, mapped);
  const valid = validPair(agent, list, pair, local);
  const through = (each: CandidatePair): CandidatePair => {
    const { nominating: _over, ...rest } = each;
    return each.id === pair.id || each.id === valid.pair.id ? { ...rest, state: 'succeeded' } : each;
  };
  const added = changeList(agent, index, (before) => ({
    ...changePairs(before, through),
    locals: before.locals.includes(local) ? before.locals : [...before.locals, local],
    valid: [...before.valid.filter(({ from }) => from !== pair.id), valid],
  }));
  const thawed = thaw(added, pair.foundation);
  return nominates ? conclude(thawed, index, pair.id) : thawed;
}

/** The candidate that the other agent saw; a new one is peer-reflexive (RFC 8445 §7.2.5.3.1). */
function localAt(
  list: CheckList,
  { local }: CandidatePair,
  mapped: { address: string; port: number },
): PairableCandidate {
  const { address, port } = mapped;
  const same = (each: PairableCandidate): boolean =>
    each.address === address && each.port === port && each.transport === local.transport;
  const known = same(local) ? local : list.locals.find(same);
  return (
    known ?? {
      ...local,
      id: `prflx ${address}:${port}`,
      type: 'prflx',
      foundation: `prflx${local.foundation}`,
      priority: reflexivePriority(local.priority),
      address,
      port,
      base: local.base,
    }
  );
}

/** What the PRIORITY attribute of a check says: the candidate's, were it peer-reflexive (RFC 8445 §7.1.1). */
export const reflexivePriority = (priority: number): number =>
  candidatePriority({ ...priorityParts(priority), typePreference: recommendedTypePreference.prflx });

/** The pair that the check has shown to work (RFC 8445 §7.2.5.3.2). */
function validPair(agent: IceAgent, list: CheckList, pair: CandidatePair, local: PairableCandidate): ValidPair {
  const made = makePair(local, pair.remote, agent.role);
  const listed =
    local === pair.local ? pair : agent.lists.flatMap(({ pairs }) => pairs).find(({ id }) => id === made.id);
  const nominated = list.valid.some((each) => each.from === pair.id && each.nominated);
  return { from: pair.id, pair: { ...(listed ?? made), state: 'succeeded' }, nominated };
}

/** Frozen pairs of one foundation wait, in every list (RFC 8445 §7.2.5.3.3). */
function thaw(agent: IceAgent, foundation: string): IceAgent {
  const waits = (pair: CandidatePair): CandidatePair =>
    pair.state === 'frozen' && pair.foundation === foundation ? { ...pair, state: 'waiting' } : pair;
  return { ...agent, lists: agent.lists.map((list) => changePairs(list, waits)) };
}

/** A list that is through without a valid pair for each component has failed (RFC 8445 §7.2.5.4; RFC 8838 §8 while it is open). */
function updateState(agent: IceAgent, index: number): IceAgent {
  return changeList(agent, index, (list) => {
    const isOver = list.pairs.every(({ state }) => state === 'failed' || state === 'succeeded');
    const works = new Set(list.valid.map(({ pair }) => pair.component));
    const isMissing = list.pairs.some(({ component }) => !works.has(component));
    return list.state === 'running' && isOver && isMissing && !list.open ? { ...list, state: 'failed' } : list;
  });
}
