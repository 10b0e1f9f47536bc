import { describe, expect, test } from 'vitest';
import { Timeline } from '#domain/timeline.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { randomTrace, recordedEvents, seeds } from '../traces.ts';

function timelineOf(events: readonly TraceEvent[]): Timeline {
  const timeline = new Timeline();
  for (const event of events) timeline.append(event);
  return timeline;
}
const at = (t: number): TraceEvent => ({ t, peer: 'a', type: 'created', iceServers: 0 });
const flowing = (t: number): TraceEvent => ({ t, peer: 'a', type: 'stats', bytesSent: 0, bytesReceived: 0, pairs: [] });

describe('the length of a timeline', () => {
  test.each([
    ['nothing', [], 0],
    ['events within 120 ms of each other is the time they took', [at(10), at(70), at(70), at(190)], 190],
    ['a wait of a minute is that of 120 ms', [at(0), at(60_000), at(60_001)], 121],
    ['samples once a second take 2 ms each', [at(0), flowing(1000), flowing(2000), flowing(2001)], 5],
    ['a first event late is a wait like any other', [at(5000)], 120],
    ['time before the beginning is none', [at(-50), at(-20)], 30],
    ['the largest times there are', [at(-1e308), at(1e308)], 120],
  ])('%s', (_, events, end) => {
    expect(timelineOf(events).end).toBe(end);
  });
});

describe('share and countAt', () => {
  test.each(seeds(200))('are inverse: a moment is found again by its share (seed %i)', (seed) => {
    const events = randomTrace(seed, 80);
    const timeline = timelineOf(events);
    for (let count = 0; count <= events.length; count += 1) {
      const share = timeline.share(count);
      const again = timeline.countAt(share);
      expect(timeline.share(again), `event ${count}`).toBe(share);
      expect(again).toBeGreaterThanOrEqual(count);
    }
  });

  test.each(seeds(20))('grow together, from 0 to 1 (seed %i)', (seed) => {
    const timeline = timelineOf(randomTrace(seed, 80));
    const shares = Array.from({ length: 81 }, (_, count) => timeline.share(count));
    expect(shares).toEqual([...shares].sort((one, two) => one - two));
    expect([shares[0], shares[80]]).toEqual([0, 1]);
    const counts = Array.from({ length: 101 }, (_, i) => timeline.countAt(i / 100));
    expect(counts).toEqual([...counts].sort((one, two) => one - two));
    expect(counts[100]).toBe(80);
  });

  test('between two events lies the earlier', () => {
    const timeline = timelineOf([at(0), at(100)]);
    expect([0, 0.5, 0.99, 1].map((share) => timeline.countAt(share))).toEqual([1, 1, 1, 2]);
  });

  test('events of one moment are passed together', () => {
    const timeline = timelineOf([at(10), at(20), at(20), at(20), at(40)]);
    expect(timeline.countAt(timeline.share(2))).toBe(4);
  });

  test.each([
    ['below 0', -1, 0],
    ['above 1', 2, recordedEvents.length],
    ['no number', Number.NaN, 0],
  ])('a share %s is the nearest moment there is', (_, share, count) => {
    expect(timelineOf(recordedEvents).countAt(share)).toBe(count);
  });

  test('a count outside the trace is the nearest there is', () => {
    const timeline = timelineOf(recordedEvents);
    expect([-1, 1e9].map((count) => timeline.share(count))).toEqual([0, 1]);
  });

  test('a trace that takes no time is seen from its end', () => {
    expect(timelineOf([]).share(0)).toBe(1);
    expect(timelineOf([]).countAt(1)).toBe(0);
    expect(timelineOf([at(0), at(0)]).countAt(1)).toBe(2);
  });
});

test('a position, once taken, does not move when the trace grows', () => {
  const timeline = new Timeline();
  const ends = recordedEvents.map((event) => {
    timeline.append(event);
    return timeline.end;
  });
  const end = timeline.end;
  expect(recordedEvents.map((_, i) => timeline.share(i + 1))).toEqual(ends.map((position) => position / end));
});
