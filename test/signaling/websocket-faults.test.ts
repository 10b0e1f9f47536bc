import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closing, peerPath, refusalOf } from './expected.ts';
import { hostileIds, hostileTexts } from './hostile-inputs.ts';
import { honestTalk, joined, peerUrl, RawPeer } from './raw-peer.ts';
import { refusalsOf } from './raw-request.ts';
import { bareSocket, frame, untilClosed, upgradeBytes } from './raw-socket.ts';
import { type Running, startSignaling } from './running-server.ts';

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
  const line = /^[-0-9T:.]+Z refused (http|websocket|polling) [a-z0-9-]+$/;
  expect(server.lines.filter((written) => !line.test(written))).toEqual([]);
  await server.stop();
});

/** How many refusals for a reason a fault adds. */
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
      const path = peerPath('honest', 'fool');
      const socket = await bareSocket(server.port, upgradeBytes(server.port, path));
      socket.end(bytes);
      expect(await untilClosed(socket)).toContain(refusalOf(reason).text);
    });
    expect(added).toBe(1);
    await honestTalk(a, b, 1);
  });

  test('a message in fragments is whole', async () => {
    const path = peerPath('honest', 'slow');
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
});
