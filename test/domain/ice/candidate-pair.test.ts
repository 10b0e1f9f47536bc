import { describe, expect, it } from 'vitest';
import { canPair, formPairs, limitPairs, makePair } from '#domain/ice/candidate-pair.ts';
import { candidate } from './ice-candidates.ts';

describe('two candidates are paired (RFC 8445 §6.1.2.2)', () => {
  const here = candidate('here');
  it.each([
    ['of one component, transport and family', here, candidate('there'), true],
    ['never of two components', here, candidate('there', { component: 2 }), false],
    ['never over two transports', here, candidate('there', { transport: 'tcp', tcpType: 'passive' }), false],
    ['never IPv4 with IPv6', here, candidate('there', { address: '2001:db8::1' }), false],
    ['a name with either, since it hides its family', here, candidate('there', { address: '3f9c.local' }), true],
  ])('%s', (_, local, remote, paired) => {
    expect(canPair(local, remote)).toBe(paired);
  });

  it('link-local with link-local alone', () => {
    const near = candidate('near', { address: 'fe80::1' });
    expect(canPair(near, candidate('far', { address: '2001:db8::1' }))).toBe(false);
    expect(canPair(near, candidate('near too', { address: 'fe80::2' }))).toBe(true);
  });

  it.each([
    ['active', 'passive', true],
    ['passive', 'active', true],
    ['so', 'so', true],
    ['active', 'active', false],
    ['passive', 'passive', false],
    ['so', 'active', false],
  ] as const)('over TCP %s with %s: %s (RFC 6544 §6.2)', (one, two, paired) => {
    const tcp = (tcpType: typeof one) => candidate(tcpType, { transport: 'tcp', tcpType });
    expect(canPair(tcp(one), tcp(two))).toBe(paired);
  });
});

describe('the pairs of a check list', () => {
  const host = candidate('host');
  const srflx = candidate('srflx', { type: 'srflx', base: 'host' });
  const relay = candidate('relay', { type: 'relay' });
  const theirs = [candidate('H'), candidate('S', { type: 'srflx' }), candidate('R', { type: 'relay' })];

  it('come in the order of their priority (RFC 8445 §6.1.2.3)', () => {
    const { pairs } = formPairs([relay, srflx, host], theirs, 'controlling');
    expect(pairs.map(({ id }) => id)).toEqual(['host H', 'host S', 'host R', 'relay H', 'relay S', 'relay R']);
    expect(new Set(pairs.map(({ state }) => state))).toEqual(new Set(['frozen']));
  });

  it('have one order at both ends: who controls gives G, wherever it is computed', () => {
    const there = theirs[2] ?? host;
    expect(makePair(host, there, 'controlling').priority).toBe(makePair(there, host, 'controlled').priority);
    expect(makePair(host, there, 'controlling').priority).not.toBe(makePair(host, there, 'controlled').priority);
  });

  it('are pruned where a reflexive candidate would be checked from its base (RFC 8445 §6.1.2.4)', () => {
    const { pruned } = formPairs([host, srflx, relay], theirs, 'controlling');
    expect(pruned.map(({ local, remote, equals }) => [local.id, remote.id, equals])).toEqual([
      ['srflx', 'H', 'host H'],
      ['srflx', 'S', 'host S'],
      ['srflx', 'R', 'host R'],
    ]);
  });

  it('keep the priority of a reflexive candidate whose base made no pair', () => {
    const base = candidate('host', { address: '2001:db8::1' });
    const { pairs } = formPairs([base, srflx], [candidate('H')], 'controlling');
    expect(pairs.map(({ id }) => id)).toEqual(['host H']);
    expect(pairs[0]?.priority).toBe(makePair(srflx, candidate('H'), 'controlling').priority);
  });

  it('are 100 at most, and each list gives as evenly as can be (RFC 8445 §6.1.2.5)', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => makePair(candidate(`${i}`), candidate('H'), 'controlling'));
    const lists = [many(90), many(40), many(30)];
    const kept = limitPairs(lists);
    expect(kept.map(({ length }) => length)).toEqual([35, 35, 30]);
    expect(kept[0]?.[0]).toBe(lists[0]?.[0]);
  });
});
