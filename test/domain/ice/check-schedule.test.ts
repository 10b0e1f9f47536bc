import { describe, expect, it } from 'vitest';
import { type Check, enqueue, sendCheck } from '#domain/ice/check-schedule.ts';
import { changePair, createAgent, type IceAgent } from '#domain/ice/checklist.ts';
import { candidate } from './ice-candidates.ts';

const stream = (name: string, ...locals: [id: string, foundation: string, priority: number][]) => ({
  stream: name,
  locals: locals.map(([id, foundation, priority]) => candidate(id, { foundation, priority })),
  remotes: [candidate('r', { foundation: 'r', priority: 1000 })],
});

/** The pairs that are checked, so many times that Ta fires. */
function sent(agent: IceAgent, times: number): (string | undefined)[] {
  const pairs: (string | undefined)[] = [];
  let now = agent;
  for (let time = 0; time < times; time += 1) {
    const { agent: after, check } = sendCheck(now);
    now = after;
    pairs.push(check?.pair);
  }
  return pairs;
}

describe('when Ta fires (RFC 8445 §6.1.4.2)', () => {
  it('the highest pair that waits is checked, then the next, and then none', () => {
    const agent = createAgent('controlling', 1n, [stream('0', ['low', 'f1', 1], ['high', 'f2', 3], ['mid', 'f3', 2])]);
    expect(sent(agent, 4)).toEqual(['high r', 'mid r', 'low r', undefined]);
  });

  it('what was triggered comes first, in the order in which it came', () => {
    const agent = createAgent('controlling', 1n, [stream('0', ['low', 'f1', 1], ['high', 'f2', 3], ['mid', 'f3', 2])]);
    const queued = enqueue(enqueue(agent, 0, 'low r', {}), 0, 'mid r', {});
    expect(sent(enqueue(queued, 0, 'low r', {}), 4)).toEqual(['low r', 'mid r', 'high r', undefined]);
  });

  it('each list has its turn, and one without anything to check is passed over', () => {
    const agent = createAgent('controlling', 1n, [
      stream('0', ['a1', 'f1', 3], ['a2', 'f2', 2], ['a3', 'f3', 1]),
      stream('1', ['b1', 'f4', 3]),
    ]);
    expect(sent(agent, 5)).toEqual(['a1 r', 'b1 r', 'a2 r', 'a3 r', undefined]);
  });

  it('a list that has ended is passed over', () => {
    const agent = createAgent('controlling', 1n, [stream('0', ['a', 'f1', 1]), stream('1', ['b', 'f2', 1])]);
    const ended: IceAgent = {
      ...agent,
      lists: agent.lists.map((list, i) => (i ? list : { ...list, state: 'failed' })),
    };
    expect(sent(ended, 2)).toEqual(['b r', undefined]);
  });

  it('a frozen pair stays frozen while its foundation is checked anywhere, and thaws where nothing waits once that failed', () => {
    const agent = createAgent('controlling', 1n, [stream('0', ['a', 'f', 2]), stream('1', ['b', 'f', 1])]);
    const { agent: checking } = sendCheck(agent);
    expect(sent(checking, 2)).toEqual([undefined, undefined]);
    const failed = changePair(checking, 0, 'a r', { state: 'failed' });
    expect(sent(failed, 2)).toEqual(['b r', undefined]);
  });

  it.each<[IceAgent['role'], Omit<Check, 'list' | 'pair'>]>([
    ['controlling', { role: 'controlling', triggered: true, nominates: true }],
    ['controlled', { role: 'controlled', triggered: true, nominates: true }],
  ])('a %s agent tells its role, and whether the success will nominate', (role, told) => {
    const agent = createAgent(role, 1n, [stream('0', ['a', 'f', 1])]);
    const { check, agent: after } = sendCheck(enqueue(agent, 0, 'a r', { nominating: true }));
    expect(check).toEqual({ list: 0, pair: 'a r', ...told });
    expect(after.lists[0]?.pairs[0]?.state).toBe('in-progress');
    expect(after.lists[0]?.triggered).toEqual([]);
  });
});
