import { describe, expect, test } from 'vitest';
import { closing, peerPath } from './expected.ts';
import { honestTalk, joined, peerUrl, RawPeer } from './raw-peer.ts';
import { ask, pollPath, post, refusalsOf } from './raw-request.ts';
import { bareSocket, upgradeBytes } from './raw-socket.ts';
import { startSignaling } from './running-server.ts';

describe('a WebSocket is closed for', () => {
  test('flooding, with messages or with pings', async () => {
    const strict = await startSignaling();
    const bursts = [(fool: RawPeer) => fool.say({ type: 'HEARTBEAT' }), (fool: RawPeer) => fool.socket.ping()];
    for (const burst of bursts) {
      const fool = await joined(strict.port, 'honest', 'fool');
      for (let n = 0; n < 1000; n++) burst(fool);
      expect(await fool.closed).toBe(closing('flooding'));
    }
    await strict.stop();
  });

  test('silence', async () => {
    const strict = await startSignaling({ limits: { silentMs: 50, sweepMs: 10 } });
    const silent = await joined(strict.port, 'honest', 'a');
    expect(await silent.closed).toBe(closing('silent'));
    await strict.stop();
  });

  test('too many connections of one address; those that were there stay', async () => {
    const strict = await startSignaling({ limits: { perAddress: 3 } });
    const pair = [await joined(strict.port, 'r', 'a'), await joined(strict.port, 'r', 'b')] as const;
    expect((await ask(strict.port, pollPath('r', 'c'), { method: 'DELETE' })).status).toBe(204);
    const third = await joined(strict.port, 'r', 'c');
    expect(await new RawPeer(peerUrl(strict.port, 'r', 'd')).closed).toBe(closing('too-many-connections'));
    expect((await ask(strict.port, pollPath('r', 'e', 0))).status).toBe(429);
    await honestTalk(...pair, 3);
    await third.leave();
    await (await joined(strict.port, 'r', 'd')).leave();
    await strict.stop();
  });

  test('being one too many in a room; another room has seats, and who is there may come again', async () => {
    const strict = await startSignaling({ limits: { perRoom: 2 } });
    const pair = [await joined(strict.port, 'r', 'a'), await joined(strict.port, 'r', 'b')] as const;
    expect(await new RawPeer(peerUrl(strict.port, 'r', 'c')).closed).toBe(closing('room-full'));
    expect(await ask(strict.port, pollPath('r', 'd', 0))).toMatchObject({
      status: 429,
      body: expect.stringContaining('room-full'),
    });
    const elsewhere = await joined(strict.port, 'other', 'c');
    await honestTalk(...pair, 3);
    await (await joined(strict.port, 'r', 'a')).leave();
    await (await joined(strict.port, 'r', 'c')).leave();
    await elsewhere.leave();
    await strict.stop();
  });

  test('never reading what is sent to it', async () => {
    const strict = await startSignaling({ limits: { messageBurst: 1e6 } });
    const [talker, other] = [await joined(strict.port, 'r', 'a'), await joined(strict.port, 'r', 'b')];
    const path = peerPath('r', 'deaf');
    const deaf = await bareSocket(strict.port, upgradeBytes(strict.port, path));
    deaf.on('error', () => undefined);
    const payload = 'x'.repeat(60_000);
    while ((await refusalsOf(strict.port, 'slow-reader')) === 0) {
      for (let n = 0; n < 20; n++) talker.say({ type: 'OFFER', dst: 'deaf', payload });
      await honestTalk(talker, other, 1);
    }
    expect(strict.lines).toEqual([expect.stringMatching(/ refused websocket slow-reader$/)]);
    deaf.destroy();
    await strict.stop();
  });
});

describe('a poll is refused for', () => {
  test('flooding', async () => {
    const strict = await startSignaling({ limits: { messageBurst: 5, messagesPerSecond: 0.001 } });
    const path = pollPath('r', 'a');
    for (let n = 1; n <= 5; n++)
      expect((await post(strict.port, path, { seq: n, type: 'LEAVE', dst: 'b' })).status).toBe(200);
    expect((await post(strict.port, path, { seq: 6, type: 'LEAVE', dst: 'b' })).status).toBe(429);
    expect((await post(strict.port, pollPath('r', 'c'), { seq: 1, type: 'LEAVE', dst: 'b' })).status).toBe(200);
    await strict.stop();
  });

  test('never asking for what is sent to it; its id is free then', async () => {
    const strict = await startSignaling({ limits: { unreadMessages: 3, pollMs: 10, sweepMs: 10 } });
    expect((await ask(strict.port, pollPath('r', 'deaf', 0))).status).toBe(204);
    for (let n = 1; n <= 4; n++) await post(strict.port, pollPath('r', 'a'), { seq: n, type: 'OFFER', dst: 'deaf' });
    expect(await refusalsOf(strict.port, 'slow-reader')).toBe(1);
    expect((await ask(strict.port, pollPath('r', 'deaf', 1))).status).toBe(409);
    await strict.stop();
  });

  test('silence', async () => {
    const strict = await startSignaling({ limits: { silentMs: 50, sweepMs: 10, pollMs: 10 } });
    await ask(strict.port, pollPath('r', 'a', 0));
    while (/^trickle_polling_members 1$/m.test((await ask(strict.port, '/metrics')).body));
    expect(await refusalsOf(strict.port, 'silent')).toBe(1);
    await strict.stop();
  });
});

describe('what waits for the absent', () => {
  test.each([
    ['messages for one of them', { heldMessages: 3 }, 'x'],
    ['bytes of one sender', { heldBytesPerAddress: 3_000 }, 'x'.repeat(700)],
    ['bytes in all', { heldBytes: 3_000 }, 'x'.repeat(700)],
  ])('is bounded in %s: the rest comes back as EXPIRE at once', async (_, limits, payload) => {
    const strict = await startSignaling({ limits });
    const sender = await joined(strict.port, 'r', 'a');
    for (let n = 0; n < 4; n++) sender.say({ type: 'OFFER', dst: 'b', payload });
    expect(await sender.next()).toEqual({ type: 'EXPIRE', src: 'b', dst: 'a' });
    expect(await refusalsOf(strict.port, 'held-too-much')).toBe(1);
    expect((await ask(strict.port, '/metrics')).body).toContain('trickle_held_messages 3\n');
    const receiver = await joined(strict.port, 'r', 'b');
    for (let n = 0; n < 3; n++) expect(await receiver.next()).toMatchObject({ src: 'a', payload });
    expect((await ask(strict.port, '/metrics')).body).toContain('trickle_held_messages 0\n');
    await strict.stop();
  });
});
