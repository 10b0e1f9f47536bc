import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '#domain/trace.ts';
import { Run } from '#widgets/negotiation-bench/run.ts';
import { markup, randomTrace, recordedEvents, seeds } from '../../traces.ts';

const recorded = new Run('Chromium', recordedEvents);

describe('a run', () => {
  test('is its trace, the same objects in the same order', () => {
    expect(recorded.index.events).toEqual(recordedEvents);
    expect([recorded.length, recorded.browser]).toEqual([recordedEvents.length, 'Chromium']);
  });

  test.each(seeds(20))('that grew event by event is one that was read whole (seed %i)', (seed) => {
    const events = randomTrace(seed, 120);
    const grown = new Run('Firefox');
    for (const event of events) grown.append(event);
    const whole = new Run('Firefox', events);
    expect(grown.sequence.rows).toEqual(whole.sequence.rows);
    expect(grown.index.at(120)).toEqual(whole.index.at(120));
    expect(grown.timeline.end).toBe(whole.timeline.end);
    expect(grown.differences).toEqual(whole.differences);
  });

  test('recorded in a browser that keeps to the standard has no difference to tell of', () => {
    expect(recorded.differences).toEqual([]);
  });

  test('tells of a difference at the event that shows it', () => {
    const call: TraceEvent = { t: 1, peer: 'a', type: 'call', id: 1, method: 'createAnswer' };
    const { differences } = new Run('B', [call, { ...call, t: 2, type: 'result' }]);
    expect(differences).toMatchObject([{ eventIndex: 1, peer: 'a', predicted: 'InvalidStateError' }]);
  });

  test.each(seeds(20))('can be read from any trace there is, true or not (seed %i)', (seed) => {
    const run = new Run('', randomTrace(seed, 300, markup));
    expect(run.length).toBe(300);
  });
});

describe('the steps of a run', () => {
  test('are counted up to any moment, and one ends where the next begins', () => {
    const { steps } = recorded.index;
    expect(recorded.boundaries).toEqual(steps.slice(1));
    expect([0, 1e9].map((count) => recorded.stepsAt(count))).toEqual([0, steps.length]);
    recorded.boundaries.forEach((boundary, i) => {
      expect(recorded.stepsAt(boundary)).toBe(i + 1);
      expect(recorded.stepsAt(boundary + 1)).toBe(i + 2);
    });
  });

  test('of a run in which nobody stepped are none', () => {
    const run = new Run('', [{ t: 0, peer: 'a', type: 'created', iceServers: 0 }]);
    expect([run.stepsAt(1), run.boundaries]).toEqual([0, []]);
  });
});
