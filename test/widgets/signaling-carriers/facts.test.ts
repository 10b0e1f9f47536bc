import { describe, expect, test } from 'vitest';
import { bytesOf, factsOf, median, phaseOf } from '#widgets/signaling-carriers/facts.ts';
import { answer, offer, sampleEvents } from './sample.ts';

const events = sampleEvents('polling');

describe('the facts of a run', () => {
  test('are the carrier, and how long it took until both ends had it', () => {
    expect(factsOf(events)).toMatchObject({ carrier: 'polling', openedIn: 3 });
  });

  test('count from A’s first call: to the answer at A, and until both ends are connected', () => {
    expect(factsOf(events)).toMatchObject({ answeredAt: 6, connectedAt: 20 });
  });

  test('hold each message with when it was sent and, where it has, when it arrived', () => {
    expect(factsOf(events).messages).toEqual([
      { message: 3, count: 4, from: 'a', body: offer, sentAt: 1, receivedAt: 2 },
      { message: 2, count: 6, from: 'b', body: answer, sentAt: 4, receivedAt: 6 },
      { message: 4, count: 8, from: 'b', body: { kind: 'end-of-candidates' }, sentAt: 7 },
    ]);
  });

  test('of nothing are nothing', () => {
    expect(factsOf([])).toEqual({ messages: [] });
  });

  test('of a trace that names no carrier leave it out', () => {
    expect(factsOf(events.filter(({ type }) => type !== 'carrier')).carrier).toBeUndefined();
  });

  test.each([
    [0, 'opening'],
    [3, 'opening'],
    [4, 'agreeing'],
    [6, 'agreeing'],
    [7, 'connecting'],
    [9, 'connecting'],
    [10, 'connected'],
  ] as const)('after %i events it is %s', (count, phase) => {
    expect(phaseOf(factsOf(events.slice(0, count)))).toBe(phase);
  });
});

test.each([
  [[], undefined],
  [[3], 3],
  [[9, 1], 5],
  [[5, 100, 1], 5],
  [[4, 1, 3, 2], 2.5],
])('the median of %j is %s', (numbers, middle) => {
  expect(median(numbers)).toBe(middle);
});

test('bytes are those of UTF-8', () => {
  expect(bytesOf('한a')).toBe(4);
});
