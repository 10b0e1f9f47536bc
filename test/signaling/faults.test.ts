import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Reason, refusals } from '../../signaling/refusals.ts';
import { hostileIds, hostileTexts, lookAlikeOrigins } from './hostile-inputs.ts';
import {
  ask,
  bareSocket,
  frame,
  honestTalk,
  joined,
  peerUrl,
  pollPath,
  post,
  RawPeer,
  type Running,
  refusalsOf,
  startSignaling,
  untilClosed,
  upgradeBytes,
} from './raw-client.ts';

let server: Running;
let a: RawPeer;
let b: RawPeer;

/** One server and one honest pair for all faults: they are to notice nothing. */
beforeAll(async () => {
  server = await startSignaling();
  [a, b] = [await joined(server.port, 'honest', 'a'), await joined(server.port, 'honest', 'b')];
});
afterAll(async () => {
  await honestTalk(a, b, 20);
  expect(
    server.lines.filter((line) => !/^[-0-9T:.]+Z refused (http|websocket|polling) [a-z0-9-]+$/.test(line)),
  ).toEqual([]);
  await server.stop();
});

const isReason = (text: string): text is Reason => text in refusals;

/** What a closed connection says for a reason: `4400 A message must be JSON.` */
function closing(reason: string): string {
  if (!isReason(reason)) throw new Error(`${reason} is no reason`);
  return `${refusals[reason].close} ${refusals[reason].text}`;
}

/** Counts what a fault adds to the refusals for a reason. */
async function counted(reason: string, fault: () => Promise<void>): Promise<number> {
  const before = await refusalsOf(server.port, reason);
  await fault();
  return (await refusalsOf(server.port, reason)) - before;
}

describe('a WebSocket is closed for', () => {
  test.each(hostileTexts)('%s', async (_, text, reason) => {
    const added = await counted(reason, async () => {
      const fool = await joined(server.port, 'honest', 'fool');
      fool.socket.send(text);
      expect(await fool.closed).toBe(closing(reason));
    });
    expect(added).toBe(1);
    await honestTalk(a, b, 1);
  });

  test.each([
    ['binary', frame(2, '{"type":"OFFER","dst":"b"}'), 'not-text'],
    ['invalid UTF-8', frame(1, Buffer.from([0x22, 0xc3, 0x28, 0x22])), 'not-utf8'],
    ['a surrogate in UTF-8', frame(1, Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])), 'not-utf8'],
    ['a continuation of nothing', frame(0, 'x'), 'protocol-error'],
    ['an opcode that is none', frame(3, 'x'), 'protocol-error'],
    ['a frame without a mask', Buffer.from([0x81, 0x01, 0x78]), 'protocol-error'],
    ['a compressed frame', Buffer.concat([Buffer.from([0xc1]), frame(1, 'x').subarray(1)]), 'protocol-error'],
    ['a length of 2^53', Buffer.from([0x81, 0xff, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 'too-large'],
    [
      'more than 64 KiB in fragments',
      Buffer.concat([frame(1, 'x'.repeat(40_000), false), frame(0, 'x'.repeat(40_000))]),
      'too-large',
    ],
    [
      'fragments of nothing',
      Buffer.concat(Array.from({ length: 20_000 }, (_, n) => frame(n ? 0 : 1, '', false))),
      'too-many-pieces',
    ],
  ])('%s', async (_, bytes, reason) => {
    const added = await counted(reason, async () => {
      const path = peerUrl(server.port, 'honest', 'fool').replace(/^ws:\/\/[^/]+/, '');
      const socket = await bareSocket(server.port, upgradeBytes(server.port, path));
      socket.end(bytes);
      expect(await untilClosed(socket)).toContain(isReason(reason) && refusals[reason].text);
    });
    expect(added).toBe(1);
    await honestTalk(a, b, 1);
  });

  test('a message in fragments is whole', async () => {
    const path = peerUrl(server.port, 'honest', 'slow').replace(/^ws:\/\/[^/]+/, '');
    const socket = await bareSocket(server.port, upgradeBytes(server.port, path));
    for (const [opcode, text] of [
      [1, '{"type":"OFFER",'],
      [0, '"dst":"b"'],
    ] as const)
      socket.write(frame(opcode, text, false));
    socket.write(frame(0, '}'));
    expect(await b.next()).toMatchObject({ type: 'OFFER', src: 'slow' });
    socket.destroy();
  });

  test.each(hostileIds)('the id %j', async (id) => {
    const fool = new RawPeer(peerUrl(server.port, 'honest', id, 't'));
    expect(await fool.closed).toBe(closing('hostile-id'));
  });

  test.each([
    ['a room with a slash', '/peerjs?room=a%2Fb&key=peerjs&id=a&token=t', 'hostile-room'],
    ['two rooms', '/r/a/peerjs?room=b&key=peerjs&id=a&token=t', 'hostile-room'],
    ['an empty room', '/r//peerjs?key=peerjs&id=a&token=t', 'hostile-room'],
    ['two ids', '/peerjs?key=peerjs&id=a&id=b&token=t', 'hostile-id'],
    ['no token', '/peerjs?key=peerjs&id=a', 'hostile-token'],
    ['another key', '/peerjs?key=other&id=a&token=t', 'wrong-key'],
    ['two keys', '/peerjs?key=peerjs&key=peerjs&id=a&token=t', 'wrong-key'],
  ])('%s', async (_, path, reason) => {
    expect(await new RawPeer(`ws://localhost:${server.port}${path}`).closed).toBe(closing(reason));
  });

  test('flooding, with messages or with pings', async () => {
    const bursts = [(fool: RawPeer) => fool.say({ type: 'HEARTBEAT' }), (fool: RawPeer) => fool.socket.ping()];
    for (const burst of bursts) {
      const fool = await joined(server.port, 'honest', 'fool');
      for (let n = 0; n < 1000; n++) burst(fool);
      expect(await fool.closed).toBe(closing('flooding'));
    }
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

  test('never reading what is sent to it', async () => {
    const strict = await startSignaling({ limits: { messageBurst: 1e6 } });
    const [talker, other] = [await joined(strict.port, 'r', 'a'), await joined(strict.port, 'r', 'b')];
    const path = peerUrl(strict.port, 'r', 'deaf').replace(/^ws:\/\/[^/]+/, '');
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

describe('a poll is refused for', () => {
  test.each(hostileTexts)('%s', async (_, text, reason) => {
    const answered = await post(server.port, pollPath('honest', 'fool'), text);
    const expected = isReason(reason) ? refusals[reason].status : 0;
    const parsed = reason === 'not-json' && /^(null|1|"OFFER")$/.test(text) ? 'not-a-message' : reason;
    expect(answered.status).toBe(expected);
    expect(JSON.parse(answered.body)).toMatchObject({ reason: parsed });
  });

  test('invalid UTF-8', async () => {
    const answered = await post(server.port, pollPath('honest', 'fool'), Buffer.from([0x22, 0xc3, 0x28, 0x22]));
    expect(answered).toMatchObject({ status: 400, body: expect.stringContaining('not-utf8') });
  });

  test('a body that does not say how long it is, and is too long', async () => {
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    const options = { method: 'POST', headers };
    const answered = await ask(server.port, pollPath('honest', 'fool'), options, 'x'.repeat(70_000));
    expect(answered.status).toBe(413);
  });

  test('a body that is not JSON by its type, as a form of another page would send', async () => {
    const answered = await post(server.port, pollPath('honest', 'fool'), '{}', { 'content-type': 'text/plain' });
    expect(answered.status).toBe(415);
  });

  test('a method that it does not have', async () => {
    expect((await ask(server.port, pollPath('honest', 'fool'), { method: 'PUT' })).status).toBe(405);
  });

  test.each(hostileIds)('the id %j', async (id) => {
    const answered = await ask(server.port, pollPath('honest', id, 0, 't'));
    expect(answered).toMatchObject({ status: 400, body: expect.stringContaining('hostile-id') });
  });

  test('a page of another server, by its origin or by what the browser says of it', async () => {
    for (const origin of lookAlikeOrigins(server.port).filter((text) => !/[^ -~]/.test(text))) {
      expect((await post(server.port, pollPath('honest', 'fool'), {}, { origin })).status).toBe(403);
    }
    for (const [site, status] of [
      ['cross-site', 403],
      ['same-site', 403],
      ['same-origin', 405],
    ] as const) {
      const headers = { 'sec-fetch-site': site };
      expect((await ask(server.port, pollPath('honest', 'fool'), { method: 'PUT', headers })).status).toBe(status);
    }
  });

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

describe('the metrics', () => {
  test('count connections, rooms and messages', async () => {
    const quiet = await startSignaling();
    const pair = [await joined(quiet.port, 'r', 'a'), await joined(quiet.port, 'r', 'b')] as const;
    await honestTalk(...pair, 2);
    await post(quiet.port, pollPath('other', 'c'), { seq: 1, type: 'LEAVE', dst: 'd' });
    const { body, headers } = await ask(quiet.port, '/metrics');
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    for (const line of [
      'trickle_websockets 2',
      'trickle_polling_members 1',
      'trickle_rooms 2',
      'trickle_messages_total{carrier="websocket"} 4',
      'trickle_messages_total{carrier="polling"} 1',
    ])
      expect(body.split('\n')).toContain(line);
    expect(await ask(quiet.port, '/healthz')).toMatchObject({ status: 200, body: 'ok\n' });
    await quiet.stop();
  });
});
