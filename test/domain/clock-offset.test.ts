import { describe, expect, test } from 'vitest';
import { estimateOffset, offsetOf, type PingTimes } from '#domain/clock-offset.ts';
import { seeds } from '../traces.ts';
import { seeded } from './sdp/random-sdp.ts';

/** A ping that left at `sent`, was on the way for `there` and `back` ms, and was answered after `answer` ms. */
function ping(sent: number, offset: number, there: number, answer: number, back: number): PingTimes {
  const received = sent + there + offset;
  return { sent, received, answered: received + answer, returned: sent + there + answer + back };
}

describe('one ping', () => {
  test.each([
    [ping(10, -1.8, 0.4, 0.1, 0.4), -1.8, 0.8],
    [ping(0, 5000, 3, 20, 1), 5001, 4],
    [ping(7, 0, 0, 0, 0), 0, 0],
  ])('%j puts the other clock %f ms ahead after %f ms on the way', (times, offset, roundTrip) => {
    expect(offsetOf(times).offset).toBeCloseTo(offset, 6);
    expect(offsetOf(times).roundTrip).toBeCloseTo(roundTrip, 6);
  });

  test('took no less than no time, whatever the other end claims', () => {
    expect(offsetOf({ sent: 0, received: 0, answered: 100, returned: 1 }).roundTrip).toBe(0);
  });
});

describe('the estimate', () => {
  test('of no ping is none', () => {
    expect(estimateOffset([])).toBeUndefined();
  });

  test('is that of the fastest ping, wrong by half its round trip at most', () => {
    const pings = [ping(0, -1.8, 3, 0, 1), ping(10, -1.8, 0.4, 0, 0.4), ping(20, -1.8, 0.5, 0, 2)];
    const estimate = estimateOffset(pings);
    expect(estimate?.offset).toBeCloseTo(-1.8, 6);
    expect(estimate?.roundTrip).toBeCloseTo(0.8, 6);
    expect(estimate?.error).toBeCloseTo(0.4, 6);
    expect(estimate?.count).toBe(3);
  });

  test.each(seeds(200))('holds the true offset within its error, however uneven the ways are (seed %i)', (seed) => {
    const random = seeded(seed);
    const offset = (random() - 0.5) * 10 ** (random() * 7);
    const slow = 10 ** (random() * 4);
    const pings: PingTimes[] = [];
    for (let count = 1 + Math.floor(random() * 30); count > 0; count -= 1) {
      const sent = (pings.at(-1)?.returned ?? 0) + random() * 500;
      pings.push(ping(sent, offset, random() * slow, random() * 50, random() * random() * slow));
      const estimate = estimateOffset(pings);
      expect(Math.abs((estimate?.offset ?? Number.NaN) - offset)).toBeLessThanOrEqual((estimate?.error ?? 0) + 1e-6);
      expect(estimate?.count).toBe(pings.length);
    }
  });

  test.each(seeds(50))('forgets what was before a clock slept (seed %i)', (seed) => {
    const random = seeded(seed);
    const before = Array.from({ length: 8 }, (_, index) => ping(index * 100, 0, random(), 0, random()));
    const after = Array.from({ length: 3 }, (_, index) =>
      ping(1000 + index * 100, 60_000, 5 + random(), 0, 5 + random()),
    );
    const estimate = estimateOffset([...before, ...after]);
    expect(estimate?.count).toBe(3);
    expect(Math.abs((estimate?.offset ?? 0) - 60_000)).toBeLessThanOrEqual(estimate?.error ?? 0);
  });
});
