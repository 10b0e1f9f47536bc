import { describe, expect, it } from 'vitest';
import type { IceRole, PairState } from '#domain/ice/candidate-pair.ts';
import { type ArrivedCheck, receiveCheck } from '#domain/ice/check-request.ts';
import { endCheck } from '#domain/ice/check-response.ts';
import { sendCheck } from '#domain/ice/check-schedule.ts';
import { changePair, createAgent, type IceAgent } from '#domain/ice/checklist.ts';
import { candidate } from './ice-candidates.ts';

const host = candidate('h', { address: '10.0.0.1', port: 6000 });
const relay = candidate('relay', { type: 'relay' });
const remote = candidate('r', { address: '10.0.0.2', port: 6000 });

const begun = (role: IceRole = 'controlled'): IceAgent =>
  createAgent(role, 5n, [{ stream: '0', locals: [host, relay], remotes: [remote] }]);

const arrived: ArrivedCheck = {
  list: 0,
  at: 'h',
  from: { address: remote.address, port: remote.port },
  priority: 1_862_270_975,
  role: 'controlling',
  tieBreaker: 4n,
  useCandidate: false,
};

describe('the roles (RFC 8445 §7.3.1.1)', () => {
  it.each<[IceRole, IceRole, bigint, IceRole, 'success' | 487]>([
    ['controlling', 'controlled', 9n, 'controlling', 'success'],
    ['controlled', 'controlling', 1n, 'controlled', 'success'],
    ['controlling', 'controlling', 4n, 'controlling', 487],
    ['controlling', 'controlling', 5n, 'controlling', 487],
    ['controlling', 'controlling', 6n, 'controlled', 'success'],
    ['controlled', 'controlled', 4n, 'controlling', 'success'],
    ['controlled', 'controlled', 5n, 'controlling', 'success'],
    ['controlled', 'controlled', 6n, 'controlled', 487],
  ])('a %s agent (5) hears of a %s one (%d): it is %s, and answers %s', (mine, theirs, tieBreaker, becomes, answer) => {
    const outcome = receiveCheck(begun(mine), { ...arrived, role: theirs, tieBreaker });
    expect([outcome.agent.role, outcome.answer]).toEqual([becomes, answer]);
  });

  it('a request that is answered by 487 does nothing else', () => {
    const agent = begun('controlling');
    expect(receiveCheck(agent, arrived).agent).toBe(agent);
  });
});

describe('a triggered check (RFC 8445 §7.3.1.4)', () => {
  it.each<[PairState, PairState, number]>([
    ['succeeded', 'succeeded', 0],
    ['in-progress', 'waiting', 1],
    ['waiting', 'waiting', 1],
    ['frozen', 'waiting', 1],
    ['failed', 'waiting', 1],
  ])('over a pair that is %s: it is %s, and %d is queued', (state, becomes, queued) => {
    const [list] = receiveCheck(changePair(begun(), 0, 'h r', { state }), arrived).agent.lists;
    expect(list?.pairs.find(({ id }) => id === 'h r')?.state).toBe(becomes);
    expect(list?.triggered.length).toBe(queued);
  });

  it('is queued once, however often it is asked for', () => {
    const once = receiveCheck(begun(), arrived).agent;
    expect(receiveCheck(once, arrived).agent.lists[0]?.triggered).toEqual(['h r']);
  });

  it('goes to a peer-reflexive candidate where nobody announced the address, and to nothing else with it (§7.3.1.3)', () => {
    const { agent } = receiveCheck(begun(), { ...arrived, from: { address: '203.0.113.7', port: 7 } });
    const [list] = agent.lists;
    const found = list?.remotes.at(-1);
    expect([found?.type, found?.priority, found?.address, found?.port]).toEqual([
      'prflx',
      arrived.priority,
      '203.0.113.7',
      7,
    ]);
    const withIt = list?.pairs.filter((pair) => pair.remote === found);
    expect(withIt?.map(({ local, state }) => [local.id, state])).toEqual([['h', 'waiting']]);
    expect(sendCheck(agent).check?.pair).toBe(withIt?.[0]?.id);
  });

  it('is not sent by a list that has ended, which only answers', () => {
    const agent = begun();
    const ended: IceAgent = { ...agent, lists: agent.lists.map((list) => ({ ...list, state: 'completed' })) };
    expect(receiveCheck(ended, arrived)).toEqual({ agent: ended, answer: 'success' });
  });
});

describe('USE-CANDIDATE (RFC 8445 §7.3.1.5)', () => {
  const mapped = { address: host.address, port: host.port };

  it('over a pair that has succeeded nominates it at once', () => {
    const { agent, check } = sendCheck(begun());
    if (!check) throw new Error('nothing was sent');
    const valid = endCheck(agent, check, { kind: 'success', mapped });
    const [list] = receiveCheck(valid, { ...arrived, useCandidate: true }).agent.lists;
    expect([list?.state, list?.valid[0]?.nominated]).toEqual(['completed', true]);
  });

  it.each([
    ['succeeds, nominates', { kind: 'success', mapped } as const, 'completed'],
    ['fails, fails the list', { kind: 'failure', reason: 'timeout' } as const, 'failed'],
  ])('over another pair: the check that it triggers, once it %s', (_, outcome, state) => {
    const queued = receiveCheck(begun(), { ...arrived, useCandidate: true }).agent;
    const { agent, check } = sendCheck(queued);
    if (!check) throw new Error('nothing was sent');
    expect([check.triggered, check.role, check.nominates]).toEqual([true, 'controlled', true]);
    expect(endCheck(agent, check, outcome).lists[0]?.state).toBe(state);
  });

  it('means nothing to an agent that controls', () => {
    const { agent } = receiveCheck(begun('controlling'), { ...arrived, role: 'controlled', useCandidate: true });
    expect(agent.lists[0]?.pairs.some(({ nominating }) => nominating)).toBe(false);
  });
});
