import { beforeEach, expect, test } from 'vitest';
import { Agenda } from '#lab/session/agenda.ts';
import { VirtualTime } from './virtual-room.ts';

let time: VirtualTime;
let agenda: Agenda;
let done: string[];
const note = (what: string) => () => void done.push(`${what} at ${time.now}`);
beforeEach(() => {
  time = new VirtualTime();
  agenda = new Agenda(() => time.now, time.after);
  done = [];
});

test('what is to be done is done in its time, with one timer', async () => {
  agenda.set('tell', 100, note('tell'));
  agenda.set('acknowledge', 50, note('acknowledge'));
  agenda.set('ping', 500, note('ping'));
  expect(time.pending).toBe(1);
  await time.pass(1000);
  expect(done).toEqual(['acknowledge at 50', 'tell at 100', 'ping at 500']);
  expect(time.pending).toBe(0);
});

test('an entry stands once: a later one takes its place, or leaves it', async () => {
  agenda.set('tell', 100, note('first'));
  agenda.set('tell', 200, note('second'));
  agenda.setOnce('tell', 10, note('third'));
  await time.pass(1000);
  expect(done).toEqual(['second at 200']);
});

test('an entry that is dropped is not done, and one may drop another', async () => {
  agenda.set('hello', 10, () => agenda.drop('tell'));
  agenda.set('tell', 10, note('tell'));
  await time.pass(100);
  expect(done).toEqual([]);
});

test('whoever is awake catches up with what a late timer left, and may be early by its grace', () => {
  agenda.set('tell', 100, note('tell'), 50);
  agenda.set('ping', 60, note('ping'));
  time.now = 40;
  agenda.catchUp();
  expect(done).toEqual([]);
  time.now = 55;
  agenda.catchUp();
  expect(done).toEqual(['tell at 55']);
  time.now = 3000;
  agenda.catchUp();
  expect(done).toEqual(['tell at 55', 'ping at 3000']);
});

test('after its end nothing is done and nothing is taken', async () => {
  agenda.set('tell', 100, note('tell'));
  agenda.end();
  agenda.set('ping', 100, note('ping'));
  await time.pass(1000);
  expect([done, time.pending]).toEqual([[], 0]);
});
