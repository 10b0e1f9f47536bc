import { describe, expect, test } from 'vitest';
import { longPolling } from '#lab/carriers/long-polling.ts';
import { peerServer } from '#lab/carriers/peer-server.ts';
import { joined } from '../../signaling/raw-peer.ts';
import { ask, pollPath, post } from '../../signaling/raw-request.ts';
import { endProcess, startProcess } from '../../signaling/server-process.ts';
import { End, lettersFrom, seatAt } from './end.ts';
import { bye, ServedEnds } from './served-ends.ts';

const here = new ServedEnds(longPolling, { pollMs: 100, heldMs: 200, sweepMs: 10, goneMs: 300 });
const { end, pair } = here;

describe('long polling', () => {
  test('passes letters both ways, in order, over many polls', async () => {
    const { a, b } = await pair();
    const [toB, toA] = [lettersFrom(a.seat, b.seat, 50), lettersFrom(b.seat, a.seat, 50)];
    for (const letter of toB) a.channel.send(letter);
    for (const letter of toA) b.channel.send(letter);
    expect(await b.heard(50)).toEqual(toB);
    expect(await a.heard(50)).toEqual(toA);
  });

  test('reaches who has a WebSocket in the same room, and is reached', async () => {
    const [a, b] = [end('a'), end('b', { carrier: peerServer })];
    await Promise.all([a.reaches('open'), b.reaches('open')]);
    a.channel.send(bye(a.seat));
    b.channel.send(bye(b.seat));
    expect([await b.heard(1), await a.heard(1)]).toEqual([[bye(a.seat)], [bye(b.seat)]]);
  });

  test('goes on through polls that nothing came to', async () => {
    const { a, b } = await pair();
    const other = await joined(here.server.port, 'room', 'c');
    for (let quiet = 0; quiet < 3; quiet += 1) {
      other.say({ type: 'CANDIDATE', dst: 'nobody' });
      await other.next();
    }
    a.channel.send(bye(a.seat));
    expect(await b.heard(1)).toEqual([bye(a.seat)]);
    expect(b.states).toEqual([{ is: 'open' }]);
    await other.leave();
  });

  test('hands up whatever a stranger writes, and goes on', async () => {
    const { a, b } = await pair();
    const stranger = await joined(here.server.port, 'room', 'c');
    const payloads = [null, 'text', 7, [[[]]], {}, { kind: 'parcel', number: -1 }, { kind: 'hello', from: '<b>' }];
    for (const payload of payloads) stranger.say({ type: 'OFFER', dst: 'b', payload });
    stranger.say({ type: 'ANSWER', dst: 'b' });
    expect(await b.heard(payloads.length + 1)).toEqual([...payloads, undefined]);
    a.channel.send(bye(a.seat));
    await b.heard(payloads.length + 2);
    await stranger.leave();
  });

  test('a seat that another holds for a second is taken', async () => {
    const { a } = await pair();
    const third = end('a');
    await third.reaches('taken');
    third.channel.send(bye(third.seat));
    expect([third.states, a.states]).toEqual([[{ is: 'taken' }], [{ is: 'open' }]]);
  });

  test('a seat that is left within a second is had, and a last word is heard before', async () => {
    const { a, b } = await pair();
    const next = end('a');
    a.channel.send(bye(a.seat));
    a.channel.close();
    expect(await b.heard(1)).toEqual([bye(a.seat)]);
    await next.reaches('open');
    expect(a.states).toEqual([{ is: 'open' }, { is: 'closed' }]);
  });

  test('a seat whose page went without a word, as one that is reloaded, is had', async () => {
    const reloaded = pollPath('room', 'a', undefined, 'old');
    await post(here.server.port, reloaded, { seq: 0, type: 'LEAVE', dst: 'b' });
    await end('a').reaches('open');
  });

  test('of a page that came twice one has the seat, and the other is told that it is taken', async () => {
    const { a, b } = await pair();
    a.channel.send(bye(a.seat));
    await b.heard(1);
    const twice = end('a', { seat: a.seat });
    await twice.reaches('taken');
    const c = end('a', { seat: seatAt('other', 'a') });
    await c.reaches('open');
    const again = end('a', { seat: c.seat });
    await Promise.all([again.reaches('open'), c.reaches('taken')]);
  });

  test('a page that goes over to a WebSocket keeps its seat', async () => {
    const { a, b } = await pair();
    const over = end('a', { seat: a.seat, carrier: peerServer });
    await over.reaches('open');
    a.channel.close();
    await ask(here.server.port, '/healthz');
    b.channel.send(bye(b.seat));
    expect(await over.heard(1)).toEqual([bye(b.seat)]);
    expect(over.states).toEqual([{ is: 'open' }]);
  });

  test('is refused where the server turns the page away', async () => {
    const foreign = new End(longPolling(`http://[::ffff:127.0.0.1]:${here.server.port}`), seatAt('room', 'a'));
    expect(await foreign.reaches('refused')).toMatchObject({ reason: '403 This page is not from this server.' });
    const hostile = end('a', { seat: { ...seatAt('no room', 'a') } });
    expect(await hostile.reaches('refused')).toMatchObject({ reason: expect.stringMatching(/^400 A room is 1 to 64/) });
  });

  test('everything it started ends with the signal, before it is open and after', async () => {
    const { a, b } = await pair();
    const early = end('a', { seat: seatAt('early', 'a') });
    early.abort();
    a.abort();
    b.channel.close();
    expect([early.states, a.is, b.is]).toEqual([[{ is: 'closed' }], 'closed', 'closed']);
    const next = [end('a'), end('b'), end('a', { seat: seatAt('early', 'a') })];
    await Promise.all(next.map((each) => each.reaches('open')));
  });
});

describe('a server that goes and comes back', () => {
  test('is lost, then open again at the same port, and letters pass, whatever was counted before', async () => {
    const first = await startProcess();
    const { a, b } = await pair(first.port);
    for (const letter of lettersFrom(a.seat, b.seat, 3)) a.channel.send(letter);
    await b.heard(3);
    await endProcess(first, 'SIGKILL');
    expect(await Promise.all([a.reaches('lost'), b.reaches('lost')])).toEqual([
      { is: 'lost', reason: 'NetworkError' },
      { is: 'lost', reason: 'NetworkError' },
    ]);
    a.channel.send(bye(a.seat));
    await startProcess([], { PORT: String(first.port) });
    await Promise.all([a.reaches('open', 2), b.reaches('open', 2)]);
    const [toB, toA] = [lettersFrom(a.seat, b.seat, 10), lettersFrom(b.seat, a.seat, 10)];
    for (const letter of toB) a.channel.send(letter);
    for (const letter of toA) b.channel.send(letter);
    await Promise.all([a.heard(10), b.heard(13)]);
    expect([a.letters, b.letters.slice(3)]).toEqual([toA, toB]);
    expect(a.states.map(({ is }) => is)).toEqual(['open', 'lost', 'open']);
  });

  test('is lost from the beginning where nothing listens, and found when something does', async () => {
    const first = await startProcess();
    await endProcess(first, 'SIGKILL');
    const a = end('a', { port: first.port });
    expect(await a.reaches('lost')).toEqual({ is: 'lost', reason: 'NetworkError' });
    await startProcess([], { PORT: String(first.port) });
    await a.reaches('open');
  });

  test('and has forgotten a page without a word lets it in again, and letters pass', async () => {
    const { a, b } = await pair();
    const letters = lettersFrom(a.seat, b.seat, 3);
    for (const letter of letters) a.channel.send(letter);
    for (const letter of letters) b.channel.send(letter);
    await Promise.all([a.heard(3), b.heard(3)]);
    await ask(here.server.port, pollPath('room', 'b', undefined, b.seat.page), { method: 'DELETE' });
    a.channel.send(bye(a.seat));
    expect((await b.heard(4)).at(-1)).toEqual(bye(a.seat));
    b.channel.send({ kind: 'bye', from: 'this one is lost' });
    await b.reaches('lost');
    await b.reaches('open', 2);
    b.channel.send(bye(b.seat));
    expect((await a.heard(4)).at(-1)).toEqual(bye(b.seat));
  });
});
