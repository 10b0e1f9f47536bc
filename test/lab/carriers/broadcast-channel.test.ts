import { afterEach, describe, expect, test } from 'vitest';
import type { PeerName } from '#domain/trace.ts';
import { broadcastChannel } from '#lab/carriers/broadcast-channel.ts';
import { End, lettersFrom, seatAt } from './end.ts';

const ends: End[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end.abort();
});

let rooms = 0;
const newRoom = (): string => `room-${++rooms}`;

function end(room: string, peer: PeerName): End {
  const made = new End(broadcastChannel, seatAt(room, peer));
  ends.push(made);
  return made;
}

async function pair(room = newRoom()) {
  const [a, b] = [end(room, 'a'), end(room, 'b')];
  await Promise.all([a.reaches('open'), b.reaches('open')]);
  return { room, a, b };
}

describe('a BroadcastChannel', () => {
  test('passes letters both ways, in order', async () => {
    const { a, b } = await pair();
    const [toB, toA] = [lettersFrom(a.seat, b.seat, 50), lettersFrom(b.seat, a.seat, 50)];
    for (const letter of toB) a.channel.send(letter);
    for (const letter of toA) b.channel.send(letter);
    expect(await b.heard(50)).toEqual(toB);
    expect(await a.heard(50)).toEqual(toA);
  });

  test('a seat that another holds for a second is taken', async () => {
    const { room } = await pair();
    const third = end(room, 'a');
    await third.reaches('taken');
    third.channel.send({ kind: 'bye', from: third.seat.page });
    expect(third.states).toEqual([{ is: 'taken' }]);
  });

  test('a seat that is left within a second is had', async () => {
    const { room, a, b } = await pair();
    const next = end(room, 'a');
    a.channel.close();
    await next.reaches('open');
    b.channel.send({ kind: 'bye', from: b.seat.page });
    await next.heard(1);
    expect(a).toMatchObject({ states: [{ is: 'open' }, { is: 'closed' }], letters: [] });
  });

  test('hands up whatever a stranger writes, and goes on', async () => {
    const { room, a, b } = await pair();
    const stranger = new BroadcastChannel(`trickle/${room}`);
    const written = [null, 'text', 7, [[[]]], { kind: 'parcel' }, new Map([[1, 2]]), JSON.parse('{"__proto__":1}')];
    for (const each of written) stranger.postMessage(each);
    expect(await b.heard(written.length)).toEqual(written);
    stranger.close();
    a.channel.send({ kind: 'bye', from: a.seat.page });
    await b.heard(written.length + 1);
  });

  test('without Web Locks it is refused: they are there over https and on localhost alone', async () => {
    const descriptor = Object.getOwnPropertyDescriptor(navigator, 'locks');
    Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });
    try {
      expect(await end(newRoom(), 'a').reaches('refused')).toEqual({ is: 'refused', reason: 'insecure-context' });
    } finally {
      Reflect.deleteProperty(navigator, 'locks');
      if (descriptor) Object.defineProperty(navigator, 'locks', descriptor);
    }
  });

  test('holds no seat that it is given after the signal', async () => {
    const { room, a } = await pair();
    const late = end(room, 'a');
    late.abort();
    a.channel.close();
    await end(room, 'a').reaches('open');
    expect(late.states).toEqual([{ is: 'closed' }]);
  });
});
