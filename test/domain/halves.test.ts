import { describe, expect, test } from 'vitest';
import { mergeHalves } from '#domain/halves.ts';
import type { PeerName, TraceEvent } from '#domain/trace.ts';
import { randomTrace, seeds } from '../traces.ts';
import { seeded } from './sdp/random-sdp.ts';

/** What the end `peer` recorded of a run, by a clock that is `ahead` of the run's. */
function half(run: readonly TraceEvent[], peer: PeerName, ahead: number): TraceEvent[] {
  return run.filter((event) => event.peer === peer).map((event) => ({ ...event, t: event.t + ahead }));
}

const bare = ({ heard: _heard, t: _t, ...event }: TraceEvent) => event;
const halfOf = (events: readonly TraceEvent[], peer: PeerName) => events.filter((event) => event.peer === peer);

/** Numbers of messages that stand as received before they stand as sent. */
function receivedTooEarly(events: readonly TraceEvent[]): number[] {
  const sentLater = (message: number, index: number) =>
    events.slice(index).some((event) => event.type === 'sent' && event.message === message);
  return events.flatMap((event, index) =>
    event.type === 'received' && sentLater(event.message, index) ? [event.message] : [],
  );
}

const isSorted = (events: readonly TraceEvent[]) =>
  events.every((event, index) => event.t >= (events[index - 1]?.t ?? 0));

describe('two halves of a run whose offset is known', () => {
  test.each(seeds(100))('are the run again, on both ends (seed %i)', (seed) => {
    const random = seeded(seed);
    const run = randomTrace(seed, 150).map((event) => ({ ...event, t: Math.round(event.t) + 1 }));
    const ahead = Math.round(random() * 1e6);
    const [a, b] = [half(run, 'a', 0), half(run, 'b', ahead)];
    const atA = mergeHalves(a, b, 'a', ahead);
    const atB = mergeHalves(b, a, 'b', -ahead);
    expect(atA.map(({ t }) => t)).toEqual(run.map(({ t }) => t));
    expect(atA.map(bare)).toEqual(atB.map(bare));
    for (const peer of ['a', 'b'] as const) {
      const events = halfOf(run, peer);
      expect(halfOf(atA, peer).map(({ heard: _, ...event }) => event)).toEqual(events);
    }
  });
});

describe('two halves whose offset is an estimate', () => {
  test.each(seeds(200))('are sorted and whole, and nothing is received before it was sent (seed %i)', (seed) => {
    const random = seeded(seed);
    const run = randomTrace(seed, 150);
    const ahead = random() * 1000;
    const wrong = (random() - 0.5) * 10 ** (random() * 4);
    const [a, b] = [half(run, 'a', 0), half(run, 'b', ahead)];
    for (const merged of [mergeHalves(a, b, 'a', ahead + wrong), mergeHalves(b, a, 'b', -(ahead + wrong))]) {
      expect(isSorted(merged)).toBe(true);
      expect(receivedTooEarly(merged)).toEqual([]);
      expect(halfOf(merged, 'a').map(bare)).toEqual(halfOf(run, 'a').map(bare));
      expect(halfOf(merged, 'b').map(bare)).toEqual(halfOf(run, 'b').map(bare));
      expect(halfOf(merged, 'a').map(({ t }) => t)).toEqual(a.map(({ t }) => t));
    }
  });

  test.each(seeds(50))(
    'are merged anew when a better estimate comes, as if it had been known before (seed %i)',
    (seed) => {
      const run = randomTrace(seed, 100);
      const [a, b] = [half(run, 'a', 0), half(run, 'b', 40)];
      const best = mergeHalves(a, b, 'a', 40);
      mergeHalves(a, b, 'a', -900);
      expect(mergeHalves(a, b, 'a', 40)).toEqual(best);
      expect(b.every((event) => event.heard === undefined)).toBe(true);
    },
  );
});

describe('what was heard', () => {
  const run = randomTrace(7, 80);
  const [a, b] = [half(run, 'a', 0), half(run, 'b', 12)];

  test('is marked, and only that', () => {
    for (const event of mergeHalves(a, b, 'a', 12)) expect(event.heard).toBe(event.peer === 'b' ? true : undefined);
    for (const event of mergeHalves(b, a, 'b', -12)) expect(event.heard).toBe(event.peer === 'a' ? true : undefined);
  });

  test('from before this clock began stands at its beginning', () => {
    const early = mergeHalves(a, half(run, 'b', -1e6), 'a', 0);
    expect(early[0]?.t).toBe(0);
    expect(isSorted(early)).toBe(true);
  });

  test('moves no further than needed for a message to be sent before it arrives', () => {
    const sent = { t: 10, peer: 'a', type: 'sent', message: 1, body: { kind: 'end-of-candidates' } } as const;
    const received = { t: 8, peer: 'b', type: 'received', message: 1 } as const;
    const state = { t: 11, peer: 'b', type: 'state', attribute: 'connectionState', value: 'new' } as const;
    const merged = mergeHalves([sent], [received, state], 'a', 0);
    expect(merged.map(({ type, t }) => [type, t])).toEqual([
      ['sent', 10],
      ['received', 10],
      ['state', 11],
    ]);
  });

  test.each(seeds(100))('and is made up does not unsort what was seen (seed %i)', (seed) => {
    const own = half(randomTrace(seed, 100), 'a', 0);
    const random = seeded(seed);
    const lies = half(randomTrace(seed + 1, 100), 'b', 0).map((event) => ({ ...event, t: random() * 1e4 }));
    for (const self of ['a', 'b'] as const) {
      const merged = mergeHalves(own, lies, self, random() * 100);
      expect(isSorted(merged)).toBe(true);
      expect(receivedTooEarly(merged)).toEqual([]);
      expect(merged.filter((event) => !event.heard).map(bare)).toEqual(own.map(bare));
    }
  });
});
