import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { whyNoPair } from '#domain/ice/check-families.ts';
import { checksOf } from '#domain/ice/check-reading.ts';
import type { PeerName, TraceEvent } from '#domain/trace.ts';
import { parseTrace } from '#domain/trace-file.ts';
import { candidate } from './ice-candidates.ts';

const recorded = (name: string): TraceEvent[] => {
  const text = readFileSync(new URL(`../../fixtures/traces/${name}.json`, import.meta.url), 'utf8');
  return parseTrace(text).events;
};

const familiesIn = (events: readonly TraceEvent[], peer: PeerName): Record<string, string | undefined> =>
  Object.fromEntries(checksOf(events, peer).arrivals.map(({ candidate: { id, family } }) => [id, family]));

it('a name is of the family of what it was paired with, and of its reflexive candidate; a name that only meets names is told apart', () => {
  const { a1, a2, a3, b3 } = familiesIn(recorded('chromium-checks-relay'), 'a');
  expect([a1, a2]).toEqual(['ipv4', 'ipv4']);
  expect(a3).toBe(b3);
  expect(a3).not.toBe('ipv4');
});

it('both ends tell the same families apart', () => {
  const events = recorded('firefox-checks-relay');
  const groups = (peer: PeerName): string[] => {
    const found = Object.entries(familiesIn(events, peer));
    const lines = [...new Set(found.map(([, family]) => family))].map((family) =>
      found
        .filter(([, each]) => each === family)
        .map(([id]) => id)
        .sort()
        .join(' '),
    );
    return lines.sort();
  };
  expect(groups('a')).toEqual(groups('b'));
});

it('where no pair is reported, a name can be of any family', () => {
  const events = recorded('chromium-checks-relay').filter(({ type }) => type !== 'stats');
  const { arrivals, model } = checksOf(events, 'a');
  expect(arrivals.map(({ candidate: { family } }) => family)).toEqual(arrivals.map(() => undefined));
  expect(model[0]?.agent.lists[0]?.pairs.length).toBe(12);
});

it.each([
  ['transport', { tcpType: 'active', transport: 'tcp' }, {}],
  ['family', { address: '192.0.2.1' }, { address: '2001:db8::1' }],
  ['hidden', { address: '192.0.2.1' }, { address: 'a.local' }],
] as const)('two candidates make no pair for their %s', (why, one, two) => {
  expect(whyNoPair(candidate('one', one), candidate('two', two))).toBe(why);
});
