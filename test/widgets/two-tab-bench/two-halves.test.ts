import { expect, test } from 'vitest';
import type { TraceEvent } from '#domain/trace.ts';
import { meetingOf, sinceMeeting, TwoHalves } from '#widgets/two-tab-bench/two-halves.ts';

const open: TraceEvent = { t: 1, peer: 'a', type: 'carrier', carrier: 'broadcast-channel', state: 'open' };
const unheard: TraceEvent = { t: 2, peer: 'a', type: 'sent', message: 1, body: { kind: 'hello' } };
const met: TraceEvent[] = [
  { t: 50.5, peer: 'b', type: 'sent', message: 2, body: { kind: 'hello' }, heard: true },
  { t: 51, peer: 'a', type: 'received', message: 2 },
  { t: 52, peer: 'a', type: 'sent', message: 3, body: { kind: 'hello' } },
  { t: 52, peer: 'a', type: 'created', iceServers: 0 },
];
const run = [open, unheard, ...met];

test('the two met when the first hello that arrived was sent', () => {
  expect(meetingOf(run)).toBe(50.5);
});

test('who is alone has met nobody: time is since the run began', () => {
  expect(meetingOf([open, unheard])).toBe(1);
  expect(meetingOf([])).toBe(0);
});

test('since the meeting, times begin at 0 and a hello that nobody heard is left out', () => {
  const since = sinceMeeting(run, meetingOf(run));
  expect(since.map(({ t, type }) => [t, type])).toEqual([
    [0, 'carrier'],
    [0, 'sent'],
    [0.5, 'received'],
    [1.5, 'sent'],
    [1.5, 'created'],
  ]);
});

test('a moment is looked at by its time, so that what is heard of late is in its place', () => {
  const halves = new TwoHalves('', sinceMeeting(run, 50.5));
  expect(halves.countAt(0.6)).toBe(3);
  expect(halves.countAt(-1)).toBe(0);
  expect(halves.countAt(1.5)).toBe(5);
  expect(halves.end).toBe(1.5);
});

test('steps back and forth go from moment to moment, and none is stepped on twice', () => {
  const halves = new TwoHalves('', sinceMeeting(run, 50.5));
  expect(halves.moments).toEqual([0, 0.5]);
  expect(halves.before(halves.end)).toBe(0.5);
  expect(halves.before(0.5)).toBe(0);
  expect(halves.after(0)).toBe(0.5);
  expect(halves.after(0.5)).toBeUndefined();
});

test('the rows are those of the events so far', () => {
  const halves = new TwoHalves('', sinceMeeting(run, 50.5));
  expect(halves.rowsAt(2)).toHaveLength(1);
  expect(halves.rowsAt(5)).toHaveLength(2);
});
