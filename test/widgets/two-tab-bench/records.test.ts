import { expect, test } from 'vitest';
import type { TraceEvent } from '#domain/trace.ts';
import { Records } from '#widgets/two-tab-bench/records.ts';

const open: TraceEvent = { t: 1, peer: 'a', type: 'carrier', carrier: 'broadcast-channel', state: 'open' };
const hello = (message: number, t: number): TraceEvent[] => [
  { t, peer: 'a', type: 'received', message },
  { t: t + 1, peer: 'a', type: 'sent', message: message + 1, body: { kind: 'hello' } },
];
const call: TraceEvent = { t: 20, peer: 'a', type: 'call', id: 9, method: 'createOffer', step: 1 };

function ofFirstRun(): Records {
  const records = new Records('Chromium 156');
  records.sit('a');
  for (const event of [open, ...hello(2, 10)]) records.add(event);
  expect(records.begin()).toEqual([]);
  records.add(call);
  return records;
}

test('a first run keeps all that was recorded since the seat was taken', () => {
  const types = ofFirstRun()
    .halves()
    .events.map(({ type }) => type);
  expect(types).toEqual(['carrier', 'received', 'sent', 'call']);
});

test('a run with another page begins with its hello, and the run before can still be copied', () => {
  const records = ofFirstRun();
  for (const event of hello(4, 50)) records.add(event);
  expect(records.begin()).toEqual([open]);
  expect(records.halves().events.map(({ type }) => type)).toEqual(['carrier', 'received', 'sent']);
  expect(records.former?.events.some(({ type }) => type === 'call')).toBe(true);
});

test('a seat that is taken anew has nothing of what was, and the run before can be copied', () => {
  const records = ofFirstRun();
  records.sit('b');
  expect(records.halves().length).toBe(0);
  expect(records.former).toMatchObject({ browser: 'Chromium 156' });
});

test('a run in which nothing was called does not take the place of one to be copied', () => {
  const records = ofFirstRun();
  records.sit('a');
  const { former } = records;
  records.add(open);
  records.sit('a');
  expect(records.former).toBe(former);
});
