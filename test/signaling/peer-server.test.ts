import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { joined, peerUrl, RawPeer } from './raw-peer.ts';
import { ask } from './raw-request.ts';
import { type Running, startSignaling } from './running-server.ts';

let server: Running;
beforeAll(async () => {
  server = await startSignaling({ limits: { heldMs: 100, sweepMs: 20 } });
});
afterAll(() => server.stop());

describe("PeerServer's protocol", () => {
  test('carries OFFER, ANSWER, CANDIDATE and LEAVE between two ids of a room', async () => {
    const [a, b] = [await joined(server.port, 'talk', 'a'), await joined(server.port, 'talk', 'b')];
    const said = { type: 'OFFER', payload: { sdp: { type: 'offer', sdp: 'v=0\r\n' }, src: 'talk/a', text: '한글 😀' } };
    a.say({ ...said, dst: 'b' });
    expect(await b.next()).toEqual({ ...said, src: 'a', dst: 'b' });
    for (const type of ['ANSWER', 'CANDIDATE', 'LEAVE']) {
      b.say({ type, dst: 'a', payload: 1 });
      expect(await a.next()).toEqual({ type, src: 'b', dst: 'a', payload: 1 });
    }
    await Promise.all([a.leave(), b.leave()]);
  });

  test('nobody can say to be somebody else', async () => {
    const [a, b] = [await joined(server.port, 'mask', 'a'), await joined(server.port, 'mask', 'b')];
    a.say({ type: 'OFFER', src: 'c', dst: 'b' });
    expect(await b.next()).toMatchObject({ src: 'a' });
    await Promise.all([a.leave(), b.leave()]);
  });

  test('the same id in another room is somebody else', async () => {
    const [a, b] = [await joined(server.port, 'one', 'a'), await joined(server.port, 'one', 'b')];
    const other = await joined(server.port, 'two', 'b');
    a.say({ type: 'OFFER', dst: 'b', payload: 'one' });
    expect(await b.next()).toMatchObject({ payload: 'one' });
    other.say({ type: 'OFFER', dst: 'b', payload: 'two' });
    expect(await other.next()).toMatchObject({ payload: 'two' });
    await Promise.all([a.leave(), b.leave(), other.leave()]);
  });

  test('a room is in the query as well as in the path', async () => {
    const a = await joined(server.port, 'blue', 'a');
    const b = new RawPeer(`ws://localhost:${server.port}/peerjs?room=blue&key=peerjs&id=b&token=t&version=1.5.5`);
    expect(await b.next()).toEqual({ type: 'OPEN' });
    b.say({ type: 'OFFER', dst: 'a' });
    expect(await a.next()).toMatchObject({ src: 'b' });
    await Promise.all([a.leave(), b.leave()]);
  });

  test('a message for who is not there yet is kept, in order', async () => {
    const held = await startSignaling();
    const a = await joined(held.port, 'wait', 'a');
    for (const payload of [1, 2, 3]) a.say({ type: 'CANDIDATE', dst: 'b', payload });
    a.say({ type: 'OFFER', dst: 'a', payload: 'heard' });
    expect(await a.next()).toMatchObject({ payload: 'heard' });
    const b = await joined(held.port, 'wait', 'b');
    expect([await b.next(), await b.next(), await b.next()].map(({ payload }) => payload)).toEqual([1, 2, 3]);
    await held.stop();
  });

  test('a message that nobody came for comes back as one EXPIRE', async () => {
    const a = await joined(server.port, 'late', 'a');
    for (const payload of [1, 2]) a.say({ type: 'CANDIDATE', dst: 'b', payload });
    expect(await a.next()).toEqual({ type: 'EXPIRE', src: 'b', dst: 'a' });
    a.say({ type: 'CANDIDATE', dst: 'a', payload: 'next' });
    expect(await a.next()).toMatchObject({ payload: 'next' });
    await a.leave();
  });

  test('an id is taken until its owner leaves; the owner may come again', async () => {
    const first = await joined(server.port, 'own', 'a');
    const thief = new RawPeer(peerUrl(server.port, 'own', 'a', 'other'));
    expect(await thief.next()).toEqual({ type: 'ID-TAKEN', payload: { msg: 'ID is taken' } });
    expect(await thief.closed).toBe('4409 Somebody else has this id in this room.');
    const again = await joined(server.port, 'own', 'a');
    expect(await first.closed).toBe('4410 The same id and token came again by another connection.');
    again.say({ type: 'OFFER', dst: 'a' });
    expect(await again.next()).toMatchObject({ src: 'a' });
    await again.leave();
    const heir = new RawPeer(peerUrl(server.port, 'own', 'a', 'other'));
    expect(await heir.next()).toEqual({ type: 'OPEN' });
    await heir.leave();
  });

  test('gives out fresh ids', async () => {
    const [one, two] = [await ask(server.port, '/peerjs/id?ts=1'), await ask(server.port, '/r/blue/peerjs/id')];
    expect(one.body).toMatch(/^[0-9a-f-]{36}$/);
    expect(two.body).not.toBe(one.body);
  });
});
