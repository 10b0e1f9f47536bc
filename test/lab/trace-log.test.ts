import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '#domain/trace.ts';
import { createTraceLog } from '#lab/trace-log.ts';

describe('a log of a trace', () => {
  test('counts its time from when it was made', () => {
    let now = 5000;
    const events: TraceEvent[] = [];
    const log = createTraceLog(
      (event) => events.push(event),
      () => now,
    );
    now += 12.5;
    log.append({ type: 'created', peer: 'a', iceServers: 0 });
    expect(events).toEqual([{ t: 12.5, type: 'created', peer: 'a', iceServers: 0 }]);
    expect(log.now()).toBe(12.5);
  });

  test.each([
    ['of a whole run counts on', undefined, [1, 2, 3]],
    ['of A gives odd numbers', 'a', [1, 3, 5]],
    ['of B gives even numbers', 'b', [2, 4, 6]],
  ] as const)('%s', (_, end, numbers) => {
    const log = createTraceLog(() => {}, Date.now, end);
    expect([log.nextId(), log.nextId(), log.nextId()]).toEqual(numbers);
  });

  test('gives a step of the script to one call alone', () => {
    const log = createTraceLog(() => {});
    log.beginStep(7);
    expect([log.takeStep(), log.takeStep()]).toEqual([{ step: 7 }, {}]);
  });
});
