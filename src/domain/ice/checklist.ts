/**
 * The check lists of an ICE agent as plain data, one list a data stream, and how they are formed (RFC 8445 §6.1.2). What happens to
 * them is in `check-schedule.ts` (Ta), `check-response.ts`, `check-request.ts` and `nomination.ts`: each step takes an agent and
 * gives the agent that it becomes.
 */
import {
  byPriority,
  type CandidatePair,
  canPair,
  formPairs,
  fromBase,
  type IceRole,
  isSameWay,
  limitPairs,
  makePair,
  mostPairs,
  type PairableCandidate,
  type PrunedPair,
} from './candidate-pair.ts';

/** A pair that a check has shown to work (RFC 8445 §7.2.5.3.2). */
export interface ValidPair {
  /** The id of the pair whose check it was. */
  from: string;
  pair: CandidatePair;
  nominated: boolean;
}

export interface CheckList {
  /** The data stream, as `0`: with BUNDLE there is one. */
  stream: string;
  /** RFC 8445 §6.1.2.1. */
  state: 'running' | 'completed' | 'failed';
  /** Candidates may still come, so that it does not fail for want of a pair (RFC 8838 §8). */
  open?: true;
  locals: readonly PairableCandidate[];
  remotes: readonly PairableCandidate[];
  /** Highest priority first. */
  pairs: readonly CandidatePair[];
  pruned: readonly PrunedPair[];
  /** Ids of pairs to be checked before all others, first come first served (RFC 8445 §6.1.4.1). */
  triggered: readonly string[];
  valid: readonly ValidPair[];
}

export interface IceAgent {
  role: IceRole;
  /** 64 bits, by which two agents of one role settle who gives way (RFC 8445 §7.3.1.1). */
  tieBreaker: bigint;
  /** In the order of the check list set. */
  lists: readonly CheckList[];
  /** The list whose turn it is when Ta fires next. */
  turn: number;
}

/** What a data stream's candidates are. */
export interface Stream {
  stream: string;
  locals: readonly PairableCandidate[];
  remotes: readonly PairableCandidate[];
}

/** An agent at the start of its checks: pairs formed, ordered, pruned, limited, and the first of each foundation thawed. */
export function createAgent(
  role: IceRole,
  tieBreaker: bigint,
  streams: readonly Stream[],
  most: number = mostPairs,
): IceAgent {
  const formed = streams.map(({ locals, remotes }) => formPairs(locals, remotes, role));
  const kept = limitPairs(
    formed.map(({ pairs }) => pairs),
    most,
  );
  const lists = streams.map(
    (stream, index): CheckList => ({
      ...stream,
      state: 'running',
      pairs: kept[index] ?? [],
      pruned: formed[index]?.pruned ?? [],
      triggered: [],
      valid: [],
    }),
  );
  return { role, tieBreaker, lists: initialStates(lists), turn: 0 };
}

/** In each foundation one pair waits: of the first list that has it, the lowest component's highest (RFC 8445 §6.1.2.6). */
export function initialStates(lists: readonly CheckList[]): CheckList[] {
  const seen = new Set<string>();
  return lists.map((list) => {
    const first = new Map<string, CandidatePair>();
    for (const pair of list.pairs) {
      const before = first.get(pair.foundation);
      if (seen.has(pair.foundation) || (before && before.component <= pair.component)) continue;
      first.set(pair.foundation, pair);
    }
    for (const foundation of first.keys()) seen.add(foundation);
    const thawed = new Set([...first.values()].map(({ id }) => id));
    return changePairs(list, (pair) => ({ ...pair, state: thawed.has(pair.id) ? 'waiting' : 'frozen' }));
  });
}

export const changePairs = (list: CheckList, change: (pair: CandidatePair) => CandidatePair): CheckList => ({
  ...list,
  pairs: list.pairs.map(change),
});

/** An agent whose list number `index` has been changed. */
export function changeList(agent: IceAgent, index: number, change: (list: CheckList) => CheckList): IceAgent {
  return { ...agent, lists: agent.lists.map((list, at) => (at === index ? change(list) : list)) };
}

/** An agent, one pair of which has been changed. */
export function changePair(agent: IceAgent, index: number, id: string, changed: Partial<CandidatePair>): IceAgent {
  return changeList(agent, index, (list) =>
    changePairs(list, (pair) => (pair.id === id ? { ...pair, ...changed } : pair)),
  );
}

export const pairIn = (agent: IceAgent, index: number, id: string): CandidatePair | undefined =>
  agent.lists[index]?.pairs.find((pair) => pair.id === id);

/** The agent after another role was taken: every priority depends on it (RFC 8445 §7.2.5.1, §7.3.1.1). */
export function takeRole(agent: IceAgent, role: IceRole): IceAgent {
  const anew = ({ nominating: _chosen, ...pair }: CandidatePair): CandidatePair => ({
    ...pair,
    priority: makePair(pair.local, pair.remote, role).priority,
  });
  const lists = agent.lists.map((list) => ({ ...list, pairs: list.pairs.map(anew).sort(byPriority) }));
  return { ...agent, role, lists };
}

/** A candidate that came while checks already run, of this end or of the other: its pairs are inserted (RFC 8838 §10, §11, §12). */
export function addCandidate(
  agent: IceAgent,
  index: number,
  end: 'local' | 'remote',
  candidate: PairableCandidate,
): IceAgent {
  const list = agent.lists[index];
  if (list?.state !== 'running') return agent;
  const added: CheckList =
    end === 'local'
      ? { ...list, locals: [...list.locals, candidate] }
      : { ...list, remotes: [...list.remotes, candidate] };
  const others = end === 'local' ? list.remotes : list.locals;
  const formed = others
    .map((other) => (end === 'local' ? ([candidate, other] as const) : ([other, candidate] as const)))
    .filter(([local, remote]) => canPair(local, remote))
    .map(([local, remote]) => makePair(local, remote, agent.role));
  return formed.reduce(
    (after, pair) => insertPair(after, index, pair),
    changeList(agent, index, () => added),
  );
}

/** Puts a pair into its place (RFC 8838 §12), unless a twin is better, or is already on its way or through (§10, §11). */
function insertPair(agent: IceAgent, index: number, formed: CandidatePair): IceAgent {
  const pair = fromBase(formed, agent.lists[index]?.locals ?? []);
  const twin = agent.lists[index]?.pairs.find((each) => isSameWay(each, pair));
  const stays = twin && (!isUnsent(twin) || twin.priority >= pair.priority);
  const dropped = stays ? formed : twin;
  const equals = stays ? twin.id : pair.id;
  const state = stateOnArrival(agent, pair);
  return changeList(agent, index, (list) => ({
    ...list,
    pairs: stays ? list.pairs : [...list.pairs.filter((each) => each !== twin), { ...pair, state }].sort(byPriority),
    pruned: dropped ? [...list.pruned, { local: dropped.local, remote: dropped.remote, equals }] : list.pruned,
  }));
}

const isUnsent = ({ state }: CandidatePair): boolean => state === 'frozen' || state === 'waiting';

/** Rules 1 to 3 of RFC 8838 §12: the topmost of its foundation waits, or where one of it has succeeded. */
function stateOnArrival(agent: IceAgent, { foundation, component, priority }: CandidatePair): CandidatePair['state'] {
  const same = agent.lists.flatMap(({ pairs }) => pairs).filter((pair) => pair.foundation === foundation);
  const topmost = same.every(
    (pair) => pair.component > component || (pair.component === component && pair.priority < priority),
  );
  return topmost || same.some(({ state }) => state === 'succeeded') ? 'waiting' : 'frozen';
}
