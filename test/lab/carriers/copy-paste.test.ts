import { describe, expect, test } from 'vitest';
import type { Letter } from '#domain/letter.ts';
import type { PeerName } from '#domain/trace.ts';
import { carriedText, readCarriedText, TextProblem } from '#lab/carriers/carried-text.ts';
import { copyPaste } from '#lab/carriers/copy-paste.ts';
import { End, lettersFrom, seatAt } from './end.ts';

async function end(peer: PeerName, room = 'room') {
  const news: number[] = [];
  const hand = copyPaste((count) => news.push(count));
  const made = new End(hand.open, seatAt(room, peer));
  await made.reaches('open');
  return Object.assign(made, { hand, news });
}

async function pair() {
  const [a, b] = await Promise.all([end('a'), end('b')]);
  return { a, b, letters: lettersFrom(a.seat, b.seat, 50) };
}

/** The key of the problem with which a promise is rejected. */
const problem = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'none',
    (reason) => (reason instanceof TextProblem ? reason.key : reason),
  );

describe('a text that is carried by hand', () => {
  test('brings all letters, in order', async () => {
    const { a, b, letters } = await pair();
    for (const letter of letters) a.channel.send(letter);
    const text = await a.hand.take();
    expect(text).toMatch(/^trickle\.1\.\d+\.[\w-]+$/);
    await b.hand.paste(text);
    expect(b.letters).toEqual(letters);
  });

  test('brings back what was not acknowledged, and no more', async () => {
    const { a, b, letters } = await pair();
    for (const letter of letters.slice(0, 4)) a.channel.send(letter);
    const lost = await a.hand.take();
    for (const letter of letters.slice(0, 5)) a.channel.send(letter);
    await b.hand.paste(await a.hand.take());
    expect(b.letters).toEqual(letters.slice(0, 5));
    const [from, to] = [b.seat.page, a.seat.page];
    b.channel.send({ kind: 'acknowledgement', from, to, stream: 'signaling', number: 3 });
    b.channel.send({ kind: 'acknowledgement', from, to, stream: 'signaling', number: 4 });
    await a.hand.paste(await b.hand.take());
    expect(a.letters).toMatchObject([{ number: 4 }]);
    expect((await readCarriedText(await a.hand.take())).letters).toEqual(letters.slice(4, 5));
    expect((await readCarriedText(lost)).letters).toEqual(letters.slice(0, 4));
  });

  test('an acknowledgement may ride on a parcel; one for another page says nothing', async () => {
    const { a, b, letters } = await pair();
    for (const letter of letters.slice(0, 3)) a.channel.send(letter);
    const [answer] = lettersFrom(b.seat, a.seat, 1);
    if (answer?.kind !== 'parcel') throw new Error('no parcel');
    b.channel.send({ ...answer, acknowledges: { signaling: 2, report: 0 } });
    await a.hand.paste(await b.hand.take());
    expect((await readCarriedText(await a.hand.take())).letters).toEqual(letters.slice(2, 3));
    const stranger: Letter = { kind: 'acknowledgement', from: 'x', to: 'y', stream: 'signaling', number: 3 };
    await a.hand.paste(await carriedText({ room: 'room', from: 'b', letters: [stranger] }));
    expect((await readCarriedText(await a.hand.take())).letters).toEqual(letters.slice(2, 3));
  });

  test('tells how many letters are worth the way, once for each change', async () => {
    const { a, letters } = await pair();
    a.channel.send({ kind: 'hello', from: a.seat.page, peer: 'a', message: 1 });
    for (const letter of letters.slice(0, 2)) a.channel.send(letter);
    a.channel.send({ kind: 'ping', from: a.seat.page, to: 'x', sent: 1 });
    await a.hand.take();
    for (const letter of letters.slice(0, 2)) a.channel.send(letter);
    expect(a.news).toEqual([1, 2, 3, 0]);
  });

  test('brings of questions that compare clocks the last one, and once', async () => {
    const { a, b, letters } = await pair();
    for (const sent of [1, 2, 3]) a.channel.send({ kind: 'ping', from: a.seat.page, to: b.seat.page, sent });
    for (const letter of letters.slice(0, 1)) a.channel.send(letter);
    expect((await readCarriedText(await a.hand.take())).letters).toMatchObject([{ sent: 3 }, { kind: 'parcel' }]);
    expect((await readCarriedText(await a.hand.take())).letters).toMatchObject([{ kind: 'parcel' }]);
  });

  test('what was for a page that is gone is not brought to the next', async () => {
    const { a, b, letters } = await pair();
    for (const letter of letters.slice(0, 3)) a.channel.send(letter);
    const next = lettersFrom(a.seat, { ...b.seat, page: 'reloaded' }, 1);
    for (const letter of next) a.channel.send(letter);
    expect((await readCarriedText(await a.hand.take())).letters).toEqual(next);
  });

  test('is empty when there is nothing to say, and after the end', async () => {
    const { a, letters } = await pair();
    expect(await a.hand.take()).toBe('');
    for (const letter of letters) a.channel.send(letter);
    a.abort();
    expect([await a.hand.take(), a.states]).toEqual(['', [{ is: 'open' }, { is: 'closed' }]]);
  });
});

describe('a text that is pasted', () => {
  const letters = [{ kind: 'bye', from: 'x' }];
  const whole = carriedText({ room: 'room', from: 'a', letters });

  test('is found among other words, and broken into lines', async () => {
    const b = await end('b');
    const lines = (await whole).replace(/.{16}/g, '$&\r\n');
    await b.hand.paste(`Here it is:\n\n  ${lines}\n\nSee you`);
    expect(b.letters).toEqual(letters);
  });

  test.each([
    ['', 'not-ours'],
    ['trick', 'not-ours'],
    ['{"format":"trickle-trace"}', 'not-ours'],
    ['trickle.2.4.abcd', 'other-version'],
    ['trickle.1.', 'cut-off'],
    ['trickle.1.12', 'cut-off'],
    ['trickle.1.12.abcd', 'cut-off'],
    ['trickle.1.x.abcd', 'altered'],
    ['trickle.1.12.ab*cdefghijklmn', 'altered'],
    ['trickle.1.4.abcd', 'altered'],
    ['trickle.1.0.', 'altered'],
    ['x'.repeat(1_000_000), 'too-long'],
  ])('%.30s is %s', async (text, key) => {
    const b = await end('b');
    expect(await problem(b.hand.paste(text))).toBe(key);
    expect(b.letters).toEqual([]);
  });

  test('cut anywhere it is cut off, or no such text', async () => {
    const text = await whole;
    const found = await Promise.all(Array.from(text, (_, length) => problem(readCarriedText(text.slice(0, length)))));
    const known = 'trickle.1.'.length;
    expect(found).toEqual(Array.from(text, (_, length) => (length < known ? 'not-ours' : 'cut-off')));
  });

  test('altered in one character it is never taken for something else', async () => {
    const text = await whole;
    const read = async (altered: string) => JSON.stringify(await readCarriedText(altered).catch(() => 'refused'));
    const honest = JSON.stringify(await readCarriedText(text));
    for (let at = 0; at < text.length; at += 1) {
      const other = text[at] === 'A' ? 'B' : 'A';
      const outcome = await read(text.slice(0, at) + other + text.slice(at + 1));
      expect(['"refused"', honest]).toContain(outcome);
    }
  });

  test('of another room, or of this very end, it says so', async () => {
    expect(await problem((await end('b', 'other')).hand.paste(await whole))).toBe('other-room');
    expect(await problem((await end('a')).hand.paste(await whole))).toBe('own-text');
  });

  test.each([{}, [], 1, null, { room: 1, from: 'a', letters }, { room: 'room', from: 'c', letters }, { room: 'room' }])(
    'that holds %j is altered',
    async (value) => {
      const odd = await carriedText(Object.assign(Object.create(null), { toJSON: () => value }));
      expect(await problem(readCarriedText(odd))).toBe('altered');
    },
  );

  test('that unfolds to more than it may is too long', async () => {
    const bomb = await carriedText({ room: 'room', from: 'a', letters: ['0'.repeat(8_000_000)] });
    expect(bomb.length).toBeLessThan(20_000);
    expect(await problem(readCarriedText(bomb))).toBe('too-long');
  });

  test('hands up letters that are none', async () => {
    const b = await end('b');
    const odd = [null, 1, 'x', [], { kind: 'parcel' }, JSON.parse('{"__proto__":{"kind":"bye"}}')];
    await b.hand.paste(await carriedText({ room: 'room', from: 'a', letters: odd }));
    expect(b.letters).toEqual(odd);
  });
});
