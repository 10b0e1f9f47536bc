import { describe, expect, test } from 'vitest';
import { en } from '#i18n/en.ts';
import { bytesCrossed, CarrierRuns, letterParts } from '#widgets/signaling-carriers/carrier-run.ts';
import { factsOf } from '#widgets/signaling-carriers/facts.ts';
import { barsOf, rowTexts, timeText } from '#widgets/signaling-carriers/pictures.ts';
import { carrierNames } from '#widgets/signaling-carriers/words.ts';
import { answer, offer, sampleRun } from './sample.ts';

const words = en.carriers;
const runsOf = (...runs: ReturnType<typeof sampleRun>[]): CarrierRuns => {
  const all = new CarrierRuns();
  for (const run of runs) {
    all.put(run);
    all.measure(run);
  }
  return all;
};
const bar = (runs: CarrierRuns, carrier: string, sight = {}) =>
  barsOf(runs, sight, words).bars.find(({ key }) => key === carrier);

describe('the bars', () => {
  test('are there for every carrier, whether it has run or not', () => {
    const { bars } = barsOf(runsOf(sampleRun('polling')), {}, words);
    expect(bars.map(({ key, state }) => [key, state])).toEqual(
      carrierNames.map((carrier) => [carrier, carrier === 'polling' ? 'done' : 'idle']),
    );
  });

  test('are to one scale, from A’s first call', () => {
    const runs = runsOf(sampleRun('in-page', 15), sampleRun('polling', 25));
    const [short, long] = [bar(runs, 'in-page'), bar(runs, 'polling')];
    expect((short?.end ?? 0) / (long?.end ?? 1)).toBeCloseTo(0.5);
    expect(short?.agreed).toBeCloseTo(long?.agreed ?? 0);
    expect(long?.text).toBe('20.0 ms');
  });

  test('of a reader’s hands have a scale of their own, and say so', () => {
    const runs = runsOf(sampleRun('polling', 25), sampleRun('copy-paste', 14_005));
    expect(bar(runs, 'copy-paste')).toMatchObject({ end: 1, text: '// 14.0 s' });
    expect(bar(runs, 'polling')?.end).toBeGreaterThan(0.9);
  });

  test('mark the message that is chosen, in its own run alone', () => {
    const runs = runsOf(sampleRun('in-page'), sampleRun('polling'));
    const sight = { chosen: { carrier: 'polling', message: 2 } };
    expect(bar(runs, 'polling', sight)?.ticks.map(({ chosen }) => chosen)).toEqual([false, true, false]);
    expect(bar(runs, 'in-page', sight)?.ticks.some(({ chosen }) => chosen)).toBe(false);
  });

  test('tell a recorded run and a failed one from a live one', () => {
    expect(bar(runsOf({ ...sampleRun('polling'), source: 'recorded' }), 'polling')?.state).toBe('recorded');
    expect(bar(runsOf({ ...sampleRun('polling'), failed: true }), 'polling')?.state).toBe('failed');
  });

  test.each([0.4, 7, 20, 333, 14_000])('have four to nine marks below %d ms, at round numbers', (end) => {
    const { axis } = barsOf(runsOf(sampleRun('polling', end + 5)), {}, words);
    expect(axis.length).toBeGreaterThanOrEqual(4);
    expect(axis.length).toBeLessThanOrEqual(9);
    expect(axis.every(({ at }) => at <= 1)).toBe(true);
  });
});

describe('the row of a carrier', () => {
  test('says the median of its runs, and how many they are', () => {
    const runs = runsOf(sampleRun('polling', 25), sampleRun('polling', 35), sampleRun('polling', 100));
    expect(rowTexts('polling', runs, 'localhost:4321', words)).toEqual({
      runs: '3',
      messages: '3',
      bytes: '0.2 kB',
      answer: '6.0 ms',
      connected: '30.0 ms',
      through: 'to localhost:4321 and back, in 7 requests',
    });
  });

  test('says nothing of what has not run', () => {
    const { through, ...figures } = rowTexts('polling', runsOf(), 'localhost', words);
    expect(new Set(Object.values(figures))).toEqual(new Set([words.noRun]));
    expect(through).toBe(words.throughServer);
  });

  test('names no server for a run that was recorded elsewhere', () => {
    const runs = runsOf({ ...sampleRun('polling'), source: 'recorded' });
    expect(rowTexts('polling', runs, 'localhost', words).through).toBe('to a server and back, in 7 requests');
  });
});

describe('what crossed', () => {
  const facts = factsOf(sampleRun('copy-paste').events);

  test('is counted once where one text holds several messages', () => {
    const texts = new Map([
      [3, 'from A'],
      [2, 'both of B'],
      [4, 'both of B'],
    ]);
    expect(bytesCrossed(facts, { texts, requests: 0 })).toBe(15);
  });

  test('is counted as JSON where only the trace is known', () => {
    const sizes = [offer, answer, { kind: 'end-of-candidates' }].map((body) => JSON.stringify(body).length);
    expect(bytesCrossed(facts, undefined)).toBe(sizes.reduce((sum, size) => sum + size, 0));
  });

  test('is cut into the message and what carries it', () => {
    const [message] = facts.messages;
    if (!message) throw new Error('the sample has a message');
    const inside = JSON.stringify(message.body);
    expect(letterParts(`{"payload":${inside}}`, message)).toEqual(['{"payload":', inside, '}']);
    expect(letterParts('TRICKLE1.x', message)).toEqual(['', 'TRICKLE1.x', '']);
  });
});

test.each([
  [0, '0.0 ms'],
  [21.36, '21.4 ms'],
  [9999.9, '9999.9 ms'],
  [14_230, '14.2 s'],
])('%d ms read %s', (ms, text) => {
  expect(timeText(ms, words)).toBe(text);
});
