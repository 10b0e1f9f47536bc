import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lookAlikeOrigins } from './hostile-inputs.ts';
import { joined, peerUrl, RawPeer } from './raw-peer.ts';
import { ask, refusalsOf } from './raw-request.ts';
import { bareSocket, untilClosed, upgradeBytes } from './raw-socket.ts';
import { type Running, startSignaling } from './running-server.ts';

let server: Running;
beforeAll(async () => {
  server = await startSignaling();
});
afterAll(() => server.stop());

describe('before the upgrade', () => {
  test('30 and more look-alike origins are refused, and our own page is not', async () => {
    const origins = lookAlikeOrigins(server.port);
    expect(new Set(origins).size).toBeGreaterThanOrEqual(30);
    for (const origin of origins) {
      const bytes = upgradeBytes(server.port, '/peerjs?key=peerjs&id=x&token=t', { Origin: origin });
      const answer = await untilClosed(await bareSocket(server.port, bytes));
      expect([origin, answer.split('\r\n', 1)[0]]).toEqual([origin, 'HTTP/1.1 403 Forbidden']);
    }
    const page = await joined(server.port, 'honest', 'page', { origin: `http://localhost:${server.port}` });
    await page.leave();
  });

  test('a name of this machine that is not its own is refused', async () => {
    const host = 'rebound.example';
    const own = { Host: host, Origin: `http://${host}` };
    const socket = await bareSocket(server.port, upgradeBytes(server.port, '/peerjs?key=peerjs&id=x&token=t', own));
    expect(await untilClosed(socket)).toMatch(/^HTTP\/1.1 403 /);
  });

  test('with origins given, these alone may come', async () => {
    const named = await startSignaling({ origins: ['https://course.example'] });
    await (await joined(named.port, 'r', 'a', { origin: 'https://course.example' })).leave();
    const own = new RawPeer(peerUrl(named.port, 'r', 'a'), { origin: `http://localhost:${named.port}` });
    expect(await own.refused).toBe(403);
    await named.stop();
  });

  test.each([
    ['another path', '/other', {}, 404],
    ['a poll', '/poll?id=a&token=t', {}, 404],
    ['no key', '/peerjs?key=peerjs&id=a&token=t', { 'Sec-WebSocket-Key': 'x' }, 400],
    ['another version', '/peerjs?key=peerjs&id=a&token=t', { 'Sec-WebSocket-Version': '7' }, 400],
  ])('%s is refused', async (_, path, headers, status) => {
    const socket = await bareSocket(server.port, upgradeBytes(server.port, path, headers));
    expect(await untilClosed(socket)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  test('who asks for another protocol than WebSocket is answered in HTTP', async () => {
    const headers = { Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c', 'HTTP2-Settings': '' };
    expect((await ask(server.port, '/healthz', { headers })).status).toBe(200);
  });

  test.each([
    ['is never finished', 'GET /peerjs HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n'],
    ['is never begun', ''],
    [
      'has a body that never comes',
      'POST /poll?id=a&token=t HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    ],
  ])('a request that %s is given up', async (_, bytes) => {
    const strict = await startSignaling({ limits: { requestMs: 50, sweepMs: 10 } });
    const socket = await bareSocket(strict.port, bytes);
    expect(await untilClosed(socket)).toMatch(/^HTTP\/1.1 408 /);
    expect(await refusalsOf(strict.port, 'unfinished-request')).toBe(1);
    await strict.stop();
  });

  test.each(['\r\n\r\n\0', 'GET / HTTP/9.9\r\n\r\n', `GET / HTTP/1.1\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`])(
    '%j is no request',
    async (bytes) => {
      const socket = await bareSocket(server.port, bytes);
      expect(await untilClosed(socket)).toMatch(/^HTTP\/1.1 400 /);
    },
  );

  test('more TCP connections of one address than it may have are closed', async () => {
    const strict = await startSignaling({ limits: { socketsPerAddress: 2 } });
    const held = [await bareSocket(strict.port, ''), await bareSocket(strict.port, '')];
    expect(await untilClosed(await bareSocket(strict.port, ''))).toBe('');
    const [first] = held.map((socket) => socket.destroy());
    if (first && !first.closed) await once(first, 'close');
    expect(strict.lines).toEqual([expect.stringMatching(/ refused http too-many-connections$/)]);
    await strict.stop();
  });
});
