import { describe, expect, test } from 'vitest';
import { peerServer } from '#lab/carriers/peer-server.ts';
import { joined } from '../../signaling/raw-peer.ts';
import { endProcess, startProcess } from '../../signaling/server-process.ts';
import { End, lettersFrom, seatAt } from './end.ts';
import { bye, ServedEnds } from './served-ends.ts';

const here = new ServedEnds(peerServer, { heldMs: 50, sweepMs: 10 });
const { end, pair } = here;

describe('a WebSocket to PeerServer', () => {
  test('passes letters both ways, in order', async () => {
    const { a, b } = await pair();
    const [toB, toA] = [lettersFrom(a.seat, b.seat, 50), lettersFrom(b.seat, a.seat, 50)];
    for (const letter of toB) a.channel.send(letter);
    for (const letter of toA) b.channel.send(letter);
    expect(await b.heard(50)).toEqual(toB);
    expect(await a.heard(50)).toEqual(toA);
  });

  test('offers are OFFER, answers ANSWER, farewells LEAVE, and all else is CANDIDATE', async () => {
    const b = await joined(here.server.port, 'room', 'b');
    const a = end('a');
    await a.reaches('open');
    const letters = [...lettersFrom(a.seat, { ...a.seat, page: 'other' }, 4), bye(a.seat)];
    for (const letter of letters) a.channel.send(letter);
    const heard = await Promise.all(letters.map(() => b.next()));
    expect(heard.map(({ type }) => type)).toEqual(['OFFER', 'CANDIDATE', 'ANSWER', 'CANDIDATE', 'LEAVE']);
    expect(heard.map(({ payload }) => payload)).toEqual(letters);
    await b.leave();
  });

  test('to who is not there loses letters, and that the server says so is no fault', async () => {
    const a = end('a');
    await a.reaches('open');
    for (const letter of lettersFrom(a.seat, seatAt('room', 'b'), 3)) a.channel.send(letter);
    const other = await joined(here.server.port, 'room', 'c');
    other.say({ type: 'CANDIDATE', dst: 'b' });
    expect(await other.next()).toEqual({ type: 'EXPIRE', src: 'b', dst: 'c' });
    other.say({ type: 'CANDIDATE', dst: 'a', payload: 'all of it was said' });
    expect(await a.heard(1)).toEqual(['all of it was said']);
    expect(a.states).toEqual([{ is: 'open' }]);
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

  test('a text with half of a surrogate pair arrives with U+FFFD in its place', async () => {
    const { a, b } = await pair();
    a.channel.send({ kind: 'bye', from: 'x\ud83d' });
    expect(await b.heard(1)).toEqual([{ kind: 'bye', from: 'x\ufffd' }]);
  });

  test('a seat that another holds for a second is taken', async () => {
    const { a } = await pair();
    const third = end('a');
    await third.reaches('taken');
    third.channel.send(bye(third.seat));
    expect([third.states, a.states]).toEqual([[{ is: 'taken' }], [{ is: 'open' }]]);
  });

  test('a seat that is left within a second is had', async () => {
    const { a } = await pair();
    const next = end('a');
    a.channel.close();
    await next.reaches('open');
    expect(a.states).toEqual([{ is: 'open' }, { is: 'closed' }]);
  });

  test('of a page that came twice the first is told that the seat is taken, and does not come back', async () => {
    const { a, b } = await pair();
    const twice = end('a', { seat: a.seat });
    await Promise.all([a.reaches('taken'), twice.reaches('open')]);
    b.channel.send(bye(b.seat));
    expect(await twice.heard(1)).toEqual([bye(b.seat)]);
    expect(a.letters).toEqual([]);
  });

  test('is refused where the server turns the page away', async () => {
    const foreign = new End(peerServer(`http://[::ffff:127.0.0.1]:${here.server.port}`), seatAt('room', 'a'));
    expect(await foreign.reaches('refused')).toEqual({ is: 'refused', reason: 'no-server' });
    const hostile = end('a', { seat: { ...seatAt('no room', 'a') } });
    expect(await hostile.reaches('refused')).toEqual({
      is: 'refused',
      reason: '4400 A room is 1 to 64 letters, digits, hyphens or underscores.',
    });
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
  test('is lost, then open again at the same port, and letters pass', async () => {
    const first = await startProcess();
    const { a, b } = await pair(first.port);
    await endProcess(first, 'SIGKILL');
    expect(await Promise.all([a.reaches('lost'), b.reaches('lost')])).toEqual([
      { is: 'lost', reason: '1006' },
      { is: 'lost', reason: '1006' },
    ]);
    a.channel.send(bye(a.seat));
    await startProcess([], { PORT: String(first.port) });
    await Promise.all([a.reaches('open', 2), b.reaches('open', 2)]);
    const letters = lettersFrom(a.seat, b.seat, 10);
    for (const letter of letters) a.channel.send(letter);
    expect(await b.heard(10)).toEqual(letters);
    expect(a.states.map(({ is }) => is)).toEqual(['open', 'lost', 'open']);
  });

  test('says why when it stops in good order', async () => {
    const { a } = await pair();
    await here.server.stop();
    expect(await a.reaches('lost')).toEqual({ is: 'lost', reason: '1001 The server is stopping.' });
  });

  test('is lost from the beginning where nothing listens, and found when something does', async () => {
    const first = await startProcess();
    await endProcess(first, 'SIGKILL');
    const a = end('a', { port: first.port });
    expect(await a.reaches('lost')).toEqual({ is: 'lost', reason: '1006' });
    await startProcess([], { PORT: String(first.port) });
    await a.reaches('open');
  });

  test('has given the seat to somebody else meanwhile: it is taken', async () => {
    const { a } = await pair();
    await here.server.stop();
    await a.reaches('lost');
    await here.restart();
    const other = await joined(here.server.port, 'room', 'a');
    await a.reaches('taken');
    await other.leave();
  });
});
