import { expect, test } from 'vitest';
import type { TraceEvent } from '#domain/trace.ts';
import { signed } from '#widgets/two-tab-bench/clock-pane.ts';
import { exchangePicture, fullTime, rowTime, tracksPicture } from '#widgets/two-tab-bench/exchange-picture.ts';
import { bothConnected, chatState, directFlows, halfCard } from '#widgets/two-tab-bench/half-picture.ts';
import { chatLines, clocksAt } from '#widgets/two-tab-bench/talk-pictures.ts';
import { TwoHalves } from '#widgets/two-tab-bench/two-halves.ts';
import { halves, momentAt, reading, upTo, words } from './recorded.ts';

const rows = halves.rowsAt(halves.length);
const path = '/t/7QX4-2MKD';

test('the recorded run is whole', () => {
  expect(reading.problem).toBeUndefined();
  expect(halves.moments.length).toBeGreaterThan(20);
});

test('the rows are hello both ways, offer, candidates, answer, candidates, the cut, and what found no way across', () => {
  const picture = exchangePicture(momentAt(), rows, 'broadcast-channel', words);
  const labels = picture.rows.map((row) => (row.kind === 'message' ? `${row.from} ${row.label}` : row.tone));
  expect(labels).toEqual([
    'b hello',
    'a hello',
    'a offer',
    'a candidate ×2',
    'b answer',
    'b candidate',
    'bad',
    'a restart offer',
    'a candidate ×2',
  ]);
  const last = picture.rows.at(-1);
  expect(last).toMatchObject({ crossing: 'no-way', note: 'no way across' });
  expect(last?.kind === 'message' && last.sentence).toMatch(
    /^A made candidate ×2 at [\d,.]+ ms; there was no way across\.$/,
  );
});

test('a message whose sender never tells is named by who received it, and its sentence promises nothing', () => {
  const told: TraceEvent = { type: 'received', t: 31.64, peer: 'a', message: 2, kind: 'answer' };
  const alone = new TwoHalves('', [told]);
  const moment = { halves: alone, count: 1, self: 'a', live: true } as const;
  const [row] = exchangePicture(moment, alone.rowsAt(1), 'copy-paste', words).rows;
  expect(row).toMatchObject({ label: 'answer', at: { a: '31.6', b: '' } });
  expect(row).toMatchObject({ sentence: 'A received answer at 31.6 ms; B has not told when it was sent.' });
});

test('a time in a row has its tenth of a millisecond however late it is; one by itself is short', () => {
  expect([rowTime(12.94), rowTime(15_297.84), rowTime(3_615_297.84)]).toEqual(['12.9', '15,297.8', '3,615,297.8']);
  expect([fullTime(12.94), fullTime(12_400)]).toEqual(['12.9 ms', '12.40 s']);
});

test('before anything was made a tab has no states; connected, both have', () => {
  const facts = (count: number) =>
    halfCard(momentAt(count), 'a', path, { heardAgo: 200 }, false, words).facts.map(({ text }) => text);
  expect(facts(0).slice(0, 2)).toEqual(['–', '–']);
  expect(facts(halves.length).slice(0, 2)).toEqual(['have-local-offer', 'connected']);
  expect(bothConnected(momentAt())).toBe(true);
});

test('this tab is measured here, the other was heard of a while ago', () => {
  const age = (peer: 'a' | 'b') => halfCard(momentAt(), peer, path, { heardAgo: 200 }, false, words).facts.at(-1);
  expect(age('a')).toMatchObject({ term: 'measured', text: 'now, here' });
  expect(age('b')).toMatchObject({ term: 'heard', text: '0.2 s ago' });
});

test('of a moment looked back at, nobody says how old it is', () => {
  const past = { ...momentAt(), live: false };
  const keys = halfCard(past, 'b', path, { heardAgo: 200 }, false, words).facts.map(({ key }) => key);
  expect(keys).not.toContain('age');
});

test('of an end that has left no picture is shown', () => {
  const left = { ...momentAt(), gone: true };
  const card = (peer: 'a' | 'b') => halfCard(left, peer, path, { heardAgo: 200 }, false, words).pictures;
  expect([card('a').other, card('b')]).toEqual([false, { other: false, own: false }]);
});

test('what goes straight is there when the connection is, and after the signaling was cut', () => {
  expect(directFlows(momentAt(3), words).flows).toEqual([]);
  expect(directFlows(momentAt(), words).flows.map(({ key }) => key)).toEqual(['chat']);
  expect(chatState(momentAt())).toBe('open');
});

test('the chat has its texts in order, how long each took, and the cut between them', () => {
  const lines = chatLines(momentAt(), rows, words);
  expect(lines.map((line) => (line.kind === 'text' ? `${line.from}: ${line.text}` : line.text))).toEqual([
    'a: are you there?',
    'b: here',
    'signaling cut',
    'a: and now?',
  ]);
  expect(lines[0]).toMatchObject({ note: expect.stringMatching(/acknowledged in [\d.]+ ms$/) });
});

test('a cut at both ends is two rows, each of who cut, and one line in the chat', () => {
  const end = halves.end;
  const there: TraceEvent = { type: 'carrier', t: end, peer: 'b', carrier: 'broadcast-channel', state: 'cut' };
  const both = new TwoHalves('', [...halves.events, there]);
  const moment = { halves: both, count: both.length, self: 'b', live: true } as const;
  const all = both.rowsAt(both.length);
  const cuts = exchangePicture(moment, all, 'broadcast-channel', words).rows.flatMap((row) =>
    row.kind === 'separator' ? [row.text.split(' · ')[1]] : [],
  );
  expect(cuts).toEqual(['A cut the signaling', 'you cut the signaling']);
  expect(chatLines(moment, all, words).filter(({ kind }) => kind === 'separator')).toHaveLength(1);
});

test('an offset has a minus sign and separators as on the axis', () => {
  expect([signed(-1.8), signed(-82_140.52), signed(0.6)]).toEqual(['−1.80', '−82,140.5', '0.60']);
});

test('the clocks are compared by the pings of the data channel once there are some', () => {
  const early = clocksAt(momentAt(upTo(({ type }) => type === 'ping')));
  const late = clocksAt(momentAt());
  expect([early.over, late.over]).toEqual(['signaling', 'data']);
  expect(late.estimate?.error).toBeLessThan(10);
});

test('the signaling’s track ends at the cut, the direct one does not', () => {
  const { signaling, gaps, direct } = tracksPicture(momentAt(), words);
  expect(gaps).toMatchObject([{ text: 'cut', to: 1 }]);
  expect(signaling.at(-1)?.to).toBeLessThan(1);
  expect(direct.at(-1)?.to).toBe(1);
});
