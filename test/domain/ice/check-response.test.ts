import { describe, expect, it } from 'vitest';
import { endCheck, type Outcome } from '#domain/ice/check-response.ts';
import { type Check, sendCheck } from '#domain/ice/check-schedule.ts';
import { changePair, createAgent, type IceAgent } from '#domain/ice/checklist.ts';
import { nominate } from '#domain/ice/nomination.ts';
import { candidate } from './ice-candidates.ts';

const host = candidate('h', { foundation: 'f', address: '10.0.0.1', port: 6000 });
const other = candidate('o', { foundation: 'g', address: '10.0.1.1', port: 6001, priority: 7 });
const remote = candidate('r', { foundation: 'r' });
const stream = (name: string) => ({ stream: name, locals: [host, other], remotes: [remote] });
const begun = (): IceAgent => createAgent('controlling', 5n, [stream('0'), stream('1')]);

const success: Outcome = { kind: 'success', mapped: { address: host.address, port: host.port } };
const timeout: Outcome = { kind: 'failure', reason: 'timeout' };

function send(agent: IceAgent): { agent: IceAgent; check: Check } {
  const { agent: after, check } = sendCheck(agent);
  if (!check) throw new Error('nothing was sent');
  return { agent: after, check };
}

function ended(outcome: Outcome, from = begun()): IceAgent {
  const { agent, check } = send(from);
  return endCheck(agent, check, outcome);
}

const states = ({ lists }: IceAgent) => lists.map(({ pairs }) => pairs.map(({ state }) => state).join(' '));

describe('a check that succeeds', () => {
  it('thaws its foundation in every list (RFC 8445 §7.2.5.3.3)', () => {
    expect(states(begun())).toEqual(['waiting waiting', 'frozen frozen']);
    expect(states(ended(success))).toEqual(['succeeded waiting', 'waiting frozen']);
  });

  it('makes its own pair valid, not nominated, where the other agent saw the address that was sent from (§7.2.5.3.2)', () => {
    const [list] = ended(success).lists;
    expect(list?.valid.map(({ from, pair, nominated }) => [from, pair.id, nominated])).toEqual([['h r', 'h r', false]]);
  });

  it('makes a pair of a known reflexive candidate valid, which is in no list (§7.2.5.3.2, 3)', () => {
    const srflx = candidate('s', { type: 'srflx', base: 'h', address: '203.0.113.9', port: 40122 });
    const natted = createAgent('controlling', 5n, [{ stream: '0', locals: [host, srflx], remotes: [remote] }]);
    const [list] = ended({ kind: 'success', mapped: { address: '203.0.113.9', port: 40122 } }, natted).lists;
    expect(list?.valid.map(({ from, pair }) => [from, pair.id])).toEqual([['h r', 's r']]);
    expect(list?.pairs.map(({ id, state }) => [id, state])).toEqual([['h r', 'succeeded']]);
  });

  it('discovers a peer-reflexive candidate where that address is new, with the priority its check told of (§7.2.5.3.1, §7.1.1)', () => {
    const [list] = ended({ kind: 'success', mapped: { address: '203.0.113.9', port: 1 } }).lists;
    const found = list?.locals.at(-1);
    expect([found?.type, found?.base, found?.address, found?.port]).toEqual(['prflx', 'h', '203.0.113.9', 1]);
    expect(found?.priority).toBe(110 * 2 ** 24 + 65535 * 2 ** 8 + 255);
  });
});

describe('a check that fails (RFC 8445 §7.2.5.2)', () => {
  it.each(['non-symmetric', 'icmp', 'timeout', 'error'] as const)('for %s fails its own pair alone', (reason) => {
    expect(states(ended({ kind: 'failure', reason }))).toEqual(['failed waiting', 'frozen frozen']);
  });

  it('as the last of a list without a valid pair, fails the list (§7.2.5.4)', () => {
    const only = createAgent('controlling', 5n, [{ stream: '0', locals: [host], remotes: [remote] }]);
    expect(ended(timeout, only).lists[0]?.state).toBe('failed');
  });

  it('leaves a list running that candidates may still come to (RFC 8838 §8)', () => {
    const only = createAgent('controlling', 5n, [{ stream: '0', locals: [host], remotes: [remote] }]);
    const open: IceAgent = { ...only, lists: only.lists.map((list) => ({ ...list, open: true })) };
    expect(ended(timeout, open).lists[0]?.state).toBe('running');
  });
});

describe('error 487 (RFC 8445 §7.2.5.1)', () => {
  it('takes the role that the check did not tell of, another tie-breaker, and checks the pair again', () => {
    const agent = ended({ kind: 'role-conflict', tieBreaker: 9n });
    expect([agent.role, agent.tieBreaker]).toEqual(['controlled', 9n]);
    expect(agent.lists[0]?.triggered).toEqual(['h r']);
    expect(states(agent)[0]).toBe('waiting waiting');
  });

  it('that arrives when the role was already changed changes it no further', () => {
    const { agent, check } = send(begun());
    const changed = endCheck({ ...agent, role: 'controlled' }, check, { kind: 'role-conflict', tieBreaker: 9n });
    expect(changed.role).toBe('controlled');
  });
});

describe('a check that nominates (RFC 8445 §7.2.5.3.4, §8.1.2)', () => {
  const chosen = (): IceAgent => nominate({ ...ended(success), turn: 0 }, 0, 'h r');

  it('is the check that made the valid pair, once more', () => {
    const { check } = send(chosen());
    expect(check).toEqual({ list: 0, pair: 'h r', triggered: true, role: 'controlling', nominates: true });
  });

  it('completes the list and takes all other pairs of the component off it', () => {
    const [list, second] = ended(success, chosen()).lists;
    expect([list?.state, list?.pairs.map(({ id }) => id), list?.triggered]).toEqual(['completed', ['h r'], []]);
    expect(list?.valid.map(({ nominated }) => nominated)).toEqual([true]);
    expect(second?.state).toBe('running');
  });

  it('and fails, fails the list', () => {
    const [list] = ended(timeout, chosen()).lists;
    expect([list?.state, list?.valid, list?.pairs[0]?.state]).toEqual(['failed', [], 'failed']);
  });

  it('waits for every component', () => {
    const rtcp = candidate('rtcp', { component: 2 });
    const remotes = [remote, candidate('r2', { component: 2 })];
    const both = createAgent('controlling', 5n, [{ stream: '0', locals: [host, rtcp], remotes }]);
    const [list] = ended(success, nominate(ended(success, both), 0, 'h r')).lists;
    expect([list?.state, list?.pairs.map(({ id }) => id)]).toEqual(['running', ['h r', 'rtcp r2']]);
  });

  it.each([
    ['by an agent that does not control', (agent: IceAgent): IceAgent => ({ ...agent, role: 'controlled' }), 'h r'],
    ['of a pair that is not valid', (agent: IceAgent): IceAgent => agent, 'o r'],
    [
      'of a second pair of the component',
      (agent: IceAgent): IceAgent => ended(success, nominate(agent, 0, 'h r')),
      'h r',
    ],
  ])('does not happen %s (§8.1.1)', (_, prepare, pair) => {
    const agent = prepare({ ...ended(success), turn: 0 });
    expect(nominate(agent, 0, pair)).toBe(agent);
  });
});

it('a check whose pair has left the list changes nothing (RFC 8445 §8.1.2)', () => {
  const { agent, check } = send(begun());
  const emptied: IceAgent = { ...agent, lists: agent.lists.map((list) => ({ ...list, pairs: [] })) };
  expect(endCheck(emptied, check, timeout)).toBe(emptied);
  expect(endCheck(changePair(agent, 0, 'h r', {}), check, success)).not.toBe(agent);
});
