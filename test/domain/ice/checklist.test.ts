import { describe, expect, it } from 'vitest';
import type { PairableCandidate } from '#domain/ice/candidate-pair.ts';
import { addCandidate, changePair, createAgent, type IceAgent, takeRole } from '#domain/ice/checklist.ts';
import { candidate } from './ice-candidates.ts';

const remote = candidate('r', { foundation: 'r' });

/** A stream with a local candidate for each foundation named, and one remote candidate, so that each makes a pair. */
const stream = (name: string, foundations: readonly string[], component = 1) => ({
  stream: name,
  locals: foundations.map((foundation) => candidate(`${name}${foundation}`, { foundation, component })),
  remotes: [candidate(`${name}r`, { foundation: 'r', component })],
});

const table = ({ lists }: IceAgent): Record<string, string>[] =>
  lists.map(({ pairs }) => Object.fromEntries(pairs.map(({ local, state }) => [local.foundation, state])));

describe('the initial states (RFC 8445 §6.1.2.6)', () => {
  it('are those of its Table 1', () => {
    const agent = createAgent('controlling', 1n, [
      stream('m1', ['f1', 'f2', 'f3']),
      stream('m2', ['f1', 'f2', 'f3', 'f4']),
      stream('m3', ['f1', 'f5']),
    ]);
    expect(table(agent)).toEqual([
      { f1: 'waiting', f2: 'waiting', f3: 'waiting' },
      { f1: 'frozen', f2: 'frozen', f3: 'frozen', f4: 'waiting' },
      { f1: 'frozen', f5: 'waiting' },
    ]);
    expect(agent.lists.map(({ state }) => state)).toEqual(['running', 'running', 'running']);
  });

  it('thaw the lowest component first, the highest priority among equals', () => {
    const local = (id: string, component: number, priority: number): PairableCandidate =>
      candidate(id, { foundation: 'f', component, priority });
    const locals = [local('rtcp', 2, 900), local('rtp low', 1, 100), local('rtp high', 1, 200)];
    const remotes = [remote, candidate('r2', { foundation: 'r', component: 2 })];
    const [list] = createAgent('controlling', 1n, [{ stream: '0', locals, remotes }]).lists;
    const states = list?.pairs.map(({ local, state }) => [local.id, state]);
    expect(states).toEqual([
      ['rtcp', 'frozen'],
      ['rtp high', 'waiting'],
      ['rtp low', 'frozen'],
    ]);
  });
});

describe('a candidate that comes while checks run (RFC 8838 §12)', () => {
  const running = (): IceAgent =>
    createAgent('controlling', 1n, [
      stream('a', ['f1', 'f2']),
      stream('b', ['f1']),
      { ...stream('c', []), remotes: [] },
    ]);
  const late = candidate('late', { foundation: 'f1' });

  it('waits as the first of its foundation (rule 1)', () => {
    const agent = addCandidate(running(), 1, 'local', candidate('new', { foundation: 'f5' }));
    expect(table(agent)[1]).toEqual({ f1: 'frozen', f5: 'waiting' });
  });

  it('waits where a pair of its foundation has succeeded (rule 2)', () => {
    const succeeded = changePair(running(), 0, 'af1 ar', { state: 'succeeded' });
    const agent = addCandidate(addCandidate(succeeded, 2, 'local', late), 2, 'remote', remote);
    expect(table(agent)[2]).toEqual({ f1: 'waiting' });
  });

  it('freezes otherwise (rule 3)', () => {
    const low = { ...late, priority: 1 };
    const agent = addCandidate(addCandidate(running(), 2, 'local', low), 2, 'remote', remote);
    expect(table(agent)[2]).toEqual({ f1: 'frozen' });
  });

  it('of a list that has ended is ignored', () => {
    const ended: IceAgent = { ...running(), lists: running().lists.map((list) => ({ ...list, state: 'completed' })) };
    expect(addCandidate(ended, 0, 'local', late)).toBe(ended);
  });

  it('that is checked from a base which is there makes no pair (RFC 8838 §10)', () => {
    const srflx = candidate('s', { type: 'srflx', base: 'af1' });
    const [list] = addCandidate(running(), 0, 'local', srflx).lists;
    expect(list?.pairs.map(({ id }) => id)).toEqual(['af1 ar', 'af2 ar']);
    expect(list?.pruned.map(({ local, equals }) => [local.id, equals])).toEqual([['s', 'af1 ar']]);
  });

  it.each([
    ['waiting', 'base'],
    ['in-progress', 'better'],
    ['succeeded', 'better'],
  ] as const)('and is a better twin of a pair that is %s: the one dropped is %s (RFC 8838 §10)', (state, dropped) => {
    const host = candidate('base', { priority: 1 });
    const before = createAgent('controlling', 1n, [{ stream: '0', locals: [host], remotes: [remote] }]);
    const better = candidate('better', { type: 'srflx', base: 'base' });
    const [list] = addCandidate(changePair(before, 0, 'base r', { state }), 0, 'local', better).lists;
    expect(list?.pairs.map((pair) => pair.state)).toEqual([state]);
    expect(list?.pruned.map(({ local }) => local.id)).toEqual([dropped]);
  });
});

it('another role gives every pair another priority, and so the list another order (RFC 8445 §7.2.5.1)', () => {
  const locals = [candidate('low', { priority: 1 }), candidate('high', { priority: 3 })];
  const agent = createAgent('controlling', 1n, [{ stream: '0', locals, remotes: [candidate('r', { priority: 2 })] }]);
  const priorities = (from: IceAgent) => from.lists[0]?.pairs.map(({ id, priority }) => [id, priority]);
  expect(priorities(agent)).toEqual([
    ['high r', (2n << 32n) + 7n],
    ['low r', (1n << 32n) + 4n],
  ]);
  expect(priorities(takeRole(agent, 'controlled'))).toEqual([
    ['high r', (2n << 32n) + 6n],
    ['low r', (1n << 32n) + 5n],
  ]);
});
