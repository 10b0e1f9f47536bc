/** Which check is sent when (RFC 8445 §6.1.4). */
import { byPriority, type CandidatePair, type IceRole } from './candidate-pair.ts';
import { type CheckList, changeList, changePair, changePairs, type IceAgent } from './checklist.ts';

/** Milliseconds between one check and the next of an agent, unless the two agree on another value (RFC 8445 §14.2). */
export const ta = 50;

/** A Binding request that leaves. */
export interface Check {
  list: number;
  pair: string;
  /** Out of its turn, because a request of the other agent came over this pair (RFC 8445 §7.3.1.4). */
  triggered: boolean;
  /** The role that it tells of (RFC 8445 §7.1.3). */
  role: IceRole;
  /** Its success nominates the pair: it carries USE-CANDIDATE, or was triggered by one that did (RFC 8445 §7.2.5.3.4). */
  nominates: boolean;
}

/** What happens when Ta fires: the check that is sent, if any list has one to send (RFC 8445 §6.1.4.2). */
export function sendCheck(agent: IceAgent): { agent: IceAgent; check?: Check } {
  const count = agent.lists.length;
  let now = agent;
  for (let passed = 0; passed < count; passed += 1) {
    const index = (agent.turn + passed) % count;
    if (now.lists[index]?.state !== 'running') continue;
    now = thawWhereIdle(now, index);
    const list = now.lists[index];
    const picked = list && pick(list);
    if (picked) return perform({ ...now, turn: (index + 1) % count }, index, picked);
  }
  return { agent: now };
}

interface Picked {
  pair: CandidatePair;
  triggered: boolean;
}

function pick({ pairs, triggered }: CheckList): Picked | undefined {
  const [first] = triggered;
  const queued = pairs.find(({ id }) => id === first);
  if (queued) return { pair: queued, triggered: true };
  const [best] = pairs.filter(({ state }) => state === 'waiting').sort(byPriority);
  return best && { pair: best, triggered: false };
}

/** Where nothing waits, a frozen pair waits whose foundation is being checked nowhere (RFC 8445 §6.1.4.2, step 2). */
function thawWhereIdle(agent: IceAgent, index: number): IceAgent {
  const list = agent.lists[index];
  if (!list || list.triggered.length > 0 || list.pairs.some(({ state }) => state === 'waiting')) return agent;
  const busy = new Set(
    agent.lists
      .flatMap(({ pairs }) => pairs)
      .filter(({ state }) => state === 'waiting' || state === 'in-progress')
      .map(({ foundation }) => foundation),
  );
  return changeList(agent, index, (each) =>
    changePairs(each, (pair) => {
      if (pair.state !== 'frozen' || busy.has(pair.foundation)) return pair;
      busy.add(pair.foundation);
      return { ...pair, state: 'waiting' };
    }),
  );
}

function perform(agent: IceAgent, index: number, { pair, triggered }: Picked): { agent: IceAgent; check: Check } {
  const { role } = agent;
  const check = { list: index, pair: pair.id, triggered, role, nominates: pair.nominating === true };
  const sent = changePair(agent, index, pair.id, { state: 'in-progress' });
  if (!triggered) return { agent: sent, check };
  return { agent: changeList(sent, index, (list) => ({ ...list, triggered: list.triggered.slice(1) })), check };
}

/** Puts a pair at the end of its list's triggered-check queue, unless it is there (RFC 8445 §6.1.4.1). */
export function enqueue(agent: IceAgent, index: number, id: string, changed: Partial<CandidatePair>): IceAgent {
  return changeList(changePair(agent, index, id, changed), index, (list) =>
    list.triggered.includes(id) ? list : { ...list, triggered: [...list.triggered, id] },
  );
}
