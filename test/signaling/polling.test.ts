import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { joined } from './raw-peer.ts';
import { ask, messagesOf, pollPath, post } from './raw-request.ts';
import { type Running, startSignaling } from './running-server.ts';

let server: Running;
beforeAll(async () => {
  server = await startSignaling({ limits: { pollMs: 100, heldMs: 100, sweepMs: 20 } });
});
afterAll(() => server.stop());

const poll = (room: string, id: string, after: number) => ask(server.port, pollPath(room, id, after));
const say = (room: string, id: string, message: object) => post(server.port, pollPath(room, id), message);

describe('long polling', () => {
  test('carries OFFER, ANSWER, CANDIDATE and LEAVE between two ids of a room', async () => {
    const waiting = poll('talk', 'b', 0);
    const payload = { sdp: 'v=0\r\n', text: '한글 😀' };
    expect(await say('talk', 'a', { seq: 1, type: 'OFFER', dst: 'b', payload })).toMatchObject({
      status: 200,
      body: '{"seq":1}',
      headers: { 'cache-control': 'no-store' },
    });
    expect(messagesOf(await waiting)).toEqual([{ seq: 1, type: 'OFFER', src: 'a', dst: 'b', payload }]);
    for (const [index, type] of ['ANSWER', 'CANDIDATE', 'LEAVE'].entries()) {
      await say('talk', 'b', { seq: index + 1, type, dst: 'a' });
      expect(messagesOf(await poll('talk', 'a', index))).toEqual([{ seq: index + 1, type, src: 'b', dst: 'a' }]);
    }
  });

  test('waits, and answers 204 when nothing came', async () => {
    expect(await poll('quiet', 'a', 0)).toMatchObject({ status: 204, body: '' });
  });

  test('a message posted again is not doubled', async () => {
    await poll('again', 'b', 0);
    for (const _ of [1, 2]) expect((await say('again', 'a', { seq: 1, type: 'OFFER', dst: 'b' })).status).toBe(200);
    await say('again', 'a', { seq: 2, type: 'CANDIDATE', dst: 'b' });
    expect(messagesOf(await poll('again', 'b', 0)).map(({ type }) => type)).toEqual(['OFFER', 'CANDIDATE']);
  });

  test('an answer that was lost is given again, until the next request says that it came', async () => {
    await poll('lost', 'b', 0);
    await say('lost', 'a', { seq: 1, type: 'OFFER', dst: 'b' });
    expect(messagesOf(await poll('lost', 'b', 0))).toHaveLength(1);
    expect(messagesOf(await poll('lost', 'b', 0))).toHaveLength(1);
    expect((await poll('lost', 'b', 1)).status).toBe(204);
    expect((await poll('lost', 'b', 0)).status).toBe(409);
  });

  test('a poll that was broken off loses nothing', async () => {
    const broken = request({ host: 'localhost', port: server.port, path: pollPath('broken', 'b', 0) }).end();
    broken.on('error', () => undefined);
    await once(broken, 'socket');
    await poll('broken', 'a', 0);
    broken.destroy();
    await say('broken', 'a', { seq: 1, type: 'OFFER', dst: 'b' });
    expect(messagesOf(await poll('broken', 'b', 0))).toHaveLength(1);
  });

  test.each([0, 2, -1, 1.5, '1', null])('a first message with the number %s is refused', async (seq) => {
    const answered = await say('gap', 'a', { seq, type: 'OFFER', dst: 'b' });
    if (seq === 0) expect(answered).toMatchObject({ status: 200, body: '{"seq":0}' });
    else expect(answered).toMatchObject({ status: 409, body: expect.stringContaining('wrong-sequence') });
  });

  test.each(['1', '-1', 'x', '1e400', ''])(
    'asking for what comes after %j is refused, or is the beginning',
    async (after) => {
      const { status } = await ask(server.port, `${pollPath('after', 'a')}&after=${after}`);
      expect(status).toBe(after === '' ? 204 : 409);
    },
  );

  test('of two polls of the same member the first is told that it was replaced', async () => {
    const server = await startSignaling({ limits: { pollMs: 20_000 } });
    const first = ask(server.port, pollPath('twice', 'a', 0));
    await ask(server.port, '/healthz');
    const second = ask(server.port, pollPath('twice', 'a', 0));
    expect(await Promise.race([first, second])).toMatchObject({
      status: 410,
      body: expect.stringContaining('replaced'),
    });
    await Promise.all([server.stop(), first, second]);
  });

  test('an id is taken until its owner leaves', async () => {
    await poll('own', 'a', 0);
    const thief = pollPath('own', 'a', 0, 'other');
    expect(await ask(server.port, thief)).toMatchObject({ status: 409, body: expect.stringContaining('id-taken') });
    expect((await ask(server.port, pollPath('own', 'a'), { method: 'DELETE' })).status).toBe(204);
    expect((await ask(server.port, thief)).status).toBe(204);
  });

  test('an id is free a moment after the poll of its owner broke off, and not before', async () => {
    const server = await startSignaling({ limits: { pollMs: 20_000, goneMs: 100 } });
    await post(server.port, pollPath('gone', 'a'), { seq: 0, type: 'LEAVE', dst: 'b' });
    const owner = request({ host: 'localhost', port: server.port, path: pollPath('gone', 'a', 0) }).end();
    owner.on('error', () => undefined);
    await once(owner, 'socket');
    await ask(server.port, '/healthz');
    const thief = () => ask(server.port, pollPath('gone', 'a', undefined, 'other'), { method: 'DELETE' });
    expect((await thief()).status).toBe(409);
    owner.destroy();
    const started = performance.now();
    while ((await thief()).status === 409);
    expect(performance.now() - started).toBeGreaterThan(90);
    await server.stop();
  });

  test('who leaves after going over to a WebSocket keeps the seat there', async () => {
    await poll('over', 'a', 0);
    const a = await joined(server.port, 'over', 'a');
    expect((await ask(server.port, pollPath('over', 'a'), { method: 'DELETE' })).status).toBe(204);
    await say('over', 'b', { seq: 1, type: 'OFFER', dst: 'a' });
    expect(await a.next()).toMatchObject({ type: 'OFFER', src: 'b' });
    await a.leave();
  });

  test('a message that nobody came for comes back as EXPIRE', async () => {
    await say('late', 'a', { seq: 1, type: 'OFFER', dst: 'b' });
    const expired = [...(await Promise.all([poll('late', 'a', 0)]))];
    const [answered] = expired[0]?.status === 204 ? [await poll('late', 'a', 0)] : expired;
    expect(answered && messagesOf(answered)).toEqual([{ seq: 1, type: 'EXPIRE', src: 'b', dst: 'a' }]);
  });

  test('reaches who has a WebSocket in the same room, and is reached', async () => {
    const a = await joined(server.port, 'both', 'a');
    await say('both', 'b', { seq: 1, type: 'OFFER', dst: 'a', payload: { src: 'both/b' } });
    expect(await a.next()).toEqual({ type: 'OFFER', src: 'b', dst: 'a', payload: { src: 'both/b' } });
    a.say({ type: 'ANSWER', dst: 'b', payload: 2 });
    expect(messagesOf(await poll('both', 'b', 0))).toEqual([
      { seq: 1, type: 'ANSWER', src: 'a', dst: 'b', payload: 2 },
    ]);
    await a.leave();
  });
});
