import { hostileIds, hostileTexts } from './hostile-inputs.ts';
import { peerUrl, RawPeer } from './raw-peer.ts';
import { ask, pollPath, post } from './raw-request.ts';
import { bareSocket, frame, untilClosed, upgradeBytes } from './raw-socket.ts';

/** Something that ends when the server is done with it. */
type Visit = () => Promise<unknown>;

/** Each way of being malformed. */
function malformed(port: number): Visit[] {
  const frames = [frame(2, 'x'), frame(1, Buffer.from([0xc3, 0x28])), frame(0, 'x'), Buffer.alloc(9, 0xff)];
  const fragments = Buffer.concat([frame(1, 'x'.repeat(40_000), false), frame(0, 'x'.repeat(40_000))]);
  return [
    ...hostileTexts.map(
      ([, text]) =>
        () =>
          saying(port, text).closed,
    ),
    ...hostileTexts.map(
      ([, text]) =>
        () =>
          post(port, pollPath('storm', 'fool'), text),
    ),
    ...hostileIds.map((id) => () => new RawPeer(peerUrl(port, 'storm', id)).closed),
    ...[...frames, fragments].map((bytes) => () => bare(port, bytes)),
    async () => untilClosed(await bareSocket(port, '\0\0\r\n\r\n')),
    () => new RawPeer(peerUrl(port, 'storm', 'x'), { origin: 'http://evil.example' }).refused,
  ];
}

/** The same kinds of visit by who does nothing wrong. */
function wellFormed(port: number): Visit[] {
  return [
    async () => {
      const peer = saying(port, '{"type":"HEARTBEAT"}');
      await peer.next();
      await peer.leave();
    },
    async () => {
      const path = pollPath('storm', freshId());
      await post(port, path, { seq: 1, type: 'LEAVE', dst: 'b' });
      await ask(port, path, { method: 'DELETE' });
    },
  ];
}

function saying(port: number, text: string): RawPeer {
  const peer = new RawPeer(peerUrl(port, 'storm', freshId()));
  peer.socket.on('open', () => peer.socket.send(text));
  return peer;
}

async function bare(port: number, bytes: Buffer): Promise<void> {
  const { pathname, search } = new URL(peerUrl(port, 'storm', freshId()));
  const socket = await bareSocket(port, upgradeBytes(port, pathname + search));
  socket.end(bytes);
  await untilClosed(socket);
}

let ids = 0;
const freshId = () => `s${ids++}`;

/** Does the visits in turn, `count` in all, `atOnce` at a time; tells its parent of every tenth. */
async function visit(visits: Visit[], count: number, atOnce: number): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      if (next % 10 === 0) process.send?.(next);
      await visits[next++ % visits.length]?.().catch(() => undefined);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

const [kind, port, count, atOnce] = process.argv.slice(2);
const visits = { malformed, 'well-formed': wellFormed }[String(kind)];
if (!visits) throw new Error('node storm.ts malformed 4321 5000 4');
await visit(visits(Number(port)), Number(count), Number(atOnce));
process.exit();
