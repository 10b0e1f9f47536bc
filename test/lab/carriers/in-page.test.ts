import { describe, expect, test } from 'vitest';
import { inPage } from '#lab/carriers/in-page.ts';
import { End, lettersFrom, seatAt } from './end.ts';

function pair() {
  const open = inPage();
  return { open, a: new End(open, seatAt('room', 'a')), b: new End(open, seatAt('room', 'b')) };
}

describe('two ends in one page', () => {
  test('pass letters both ways, in order, each in a microtask', async () => {
    const { a, b } = pair();
    const letters = lettersFrom(a.seat, b.seat, 50);
    for (const letter of letters) a.channel.send(letter);
    expect(b.letters).toEqual([]);
    expect(await b.heard(50)).toEqual(letters);
    b.channel.send({ kind: 'bye', from: b.seat.page });
    expect(await a.heard(1)).toEqual([{ kind: 'bye', from: b.seat.page }]);
  });

  test('a seat is one end alone, until it is left', async () => {
    const { open, a } = pair();
    const second = new End(open, seatAt('room', 'a'));
    await second.reaches('taken');
    second.channel.send({ kind: 'bye', from: second.seat.page });
    a.channel.close();
    expect(a.states).toEqual([{ is: 'open' }, { is: 'closed' }]);
    await new End(open, seatAt('room', 'a')).reaches('open');
  });

  test('rooms and other carriers of the same page hear nothing', async () => {
    const { open, a, b } = pair();
    const elsewhere = [new End(open, seatAt('other', 'b')), new End(inPage(), seatAt('room', 'b'))];
    a.channel.send({ kind: 'bye', from: a.seat.page });
    await b.heard(1);
    expect(elsewhere.map(({ letters }) => letters)).toEqual([[], []]);
  });

  test('nothing arrives after the signal, not even what was on its way', async () => {
    const { a, b } = pair();
    await b.reaches('open');
    a.channel.send({ kind: 'bye', from: a.seat.page });
    b.abort();
    await Promise.resolve();
    expect(b).toMatchObject({ letters: [], states: [{ is: 'open' }, { is: 'closed' }] });
  });
});
