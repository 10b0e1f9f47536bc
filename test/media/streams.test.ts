import { describe, expect, onTestFinished, test } from 'vitest';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { encodeChannelData } from '#domain/stun/channel-data.ts';
import { method } from '#domain/stun/message-type.ts';
import { StreamFrames } from '../../media/relay/stream-frames.ts';
import { hasOpenssl, selfSigned } from './certificate.ts';
import { addressIn, outcomeOf, pageCredential, RawClient } from './raw-client.ts';
import { tcp, tls } from './raw-transport.ts';
import { openPeer, startRelay } from './running-relay.ts';
import { SimulatedClock } from './simulated-clock.ts';

const bytesOf = (client: RawClient) => client.bare(method.binding);

describe('messages in a stream', () => {
  const stream = Buffer.concat([
    Buffer.from([0, 1, 0, 4, ...new Array(20).fill(7)]),
    encodeChannelData({ channel: 0x4000, data: Buffer.from('abcde') }, true),
    Buffer.from([0, 1, 0, 0, ...new Array(16).fill(9)]),
  ]);

  test('are found wherever the stream is cut', () => {
    for (let first = 0; first <= stream.length; first++) {
      for (let second = first; second <= stream.length; second += 7) {
        const frames = new StreamFrames(() => 100);
        const lengths = [stream.subarray(0, first), stream.subarray(first, second), stream.subarray(second)]
          .map((chunk) => frames.take(Buffer.from(chunk), 0))
          .flatMap((taken) => (taken.ok ? taken.frames : []))
          .map(({ length }) => length);
        expect([lengths, frames.since]).toEqual([[24, 12, 20], undefined]);
      }
    }
  });

  test.each([[[0x80, 0, 0, 0]], [[0x16, 3, 1, 0]], [[0x47, 0x45, 0x54, 0x20]], [[0, 1, 1, 0]], [[0x40, 0, 1, 0]]])(
    '%j is the end of one',
    (header) => {
      for (const cut of [1, 2, 4]) {
        const frames = new StreamFrames(() => 100);
        const taken = [header.slice(0, cut), header.slice(cut)].map((part) => frames.take(Buffer.from(part), 0).ok);
        expect(taken).toContain(false);
      }
    },
  );
});

describe('a TCP client', () => {
  test('that sends byte by byte is served', async () => {
    const { tcpClient } = await startRelay();
    const client = await tcpClient();
    const sent = client.transport.send;
    client.transport.send = (bytes) => {
      for (const byte of bytes) sent(Buffer.from([byte]));
    };
    expect(outcomeOf(await client.allocate())).toBe('success');
  });

  test.each([
    ['speaks HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['speaks TLS', Buffer.from([0x16, 3, 1, 2, 0])],
    ['says that much is to come', Buffer.from([0, 1, 0xff, 0xfc])],
    ['sends much to a channel that it has not', Buffer.from([0x40, 0, 0xff, 0xff])],
  ])('that %s is closed', async (_, bytes) => {
    const client = await (await startRelay()).tcpClient();
    client.transport.send(bytes);
    await client.transport.closed;
  });

  test('that does not finish its message is closed after ten seconds, with an allocation too', async () => {
    const clock = new SimulatedClock();
    const { tcpClient, relay } = await startRelay({ clock });
    const client = await tcpClient(pageCredential('a', clock.now()));
    await client.allocate();
    await client.ask(Buffer.concat([bytesOf(client), Buffer.from([0x40, 0, 0])]));
    clock.pass(11_000);
    await client.transport.closed;
    expect(relay.allocationsOf(client.credential.username)).toEqual([]);
  });

  test('that makes no allocation is closed after thirty seconds, another one is not', async () => {
    const clock = new SimulatedClock();
    const { tcpClient, relay } = await startRelay({ clock });
    const [idle, busy] = [await tcpClient(), await tcpClient(pageCredential('a', clock.now()))];
    await idle.ask(bytesOf(idle));
    await busy.allocate();
    clock.pass(31_000);
    await idle.transport.closed;
    expect(outcomeOf(await busy.refresh(600))).toBe('success');
    expect(relay.allocationsOf(busy.credential.username)).toHaveLength(1);
  });

  test('that leaves takes its allocation along', async () => {
    const { tcpClient, relay } = await startRelay();
    const client = await tcpClient();
    await client.allocate();
    client.close();
    await expect.poll(() => relay.allocationsOf(client.credential.username)).toEqual([]);
  });

  test('one too many of an address is closed', async () => {
    const { port, tcpClient } = await startRelay({ limits: { connectionsPerAddress: 2 } });
    const [one, other] = [await tcpClient(), await tcpClient()];
    await one.ask(bytesOf(one));
    await other.ask(bytesOf(other));
    await (await tcp(port)).closed;
    one.close();
    await one.transport.closed;
    await expect.poll(async () => (await tcpClient()).ask(bytesOf(other)).then(outcomeOf)).toBe('success');
  });

  test('that does not read loses what is relayed to it, and the relay keeps a bounded part', async () => {
    const { port, relay } = await startRelay({ limits: { unsentBytes: 64 * 1024 } });
    const client = new RawClient(await tcp(port));
    onTestFinished(() => client.close());
    const { port: relayed } = addressIn(await client.allocate(), attributeType.xorRelayedAddress);
    const peer = await openPeer();
    await client.permit('127.0.0.1');
    client.transport.pause();
    const counts = () => relay.allocationsOf(client.credential.username)[0]?.toClient;
    const flood = () => {
      for (let n = 0; n < 100; n++) peer.send('x'.repeat(8_000), relayed);
      return counts()?.dropped ?? 0;
    };
    await expect.poll(flood, { timeout: 20_000 }).toBeGreaterThan(100);
    expect((counts()?.packetsIn ?? 0) - (counts()?.packetsOut ?? 0)).toBe(counts()?.dropped);
  });
});

describe.skipIf(!hasOpenssl)('TLS, where openssl can make a certificate,', () => {
  test('is served with a certificate, and relays', async () => {
    const certificate = selfSigned();
    const { port, relay } = await startRelay({}, { tls: certificate });
    const client = new RawClient(await tls(port, certificate.cert));
    onTestFinished(() => client.close());
    const peer = await openPeer();
    expect(outcomeOf(await client.allocate())).toBe('success');
    await client.bind(0x4000, '127.0.0.1', peer.port);
    client.transport.send(encodeChannelData({ channel: 0x4000, data: Buffer.from('secret') }, true));
    expect((await peer.next()).text).toBe('secret');
    expect(relay.allocationsOf(client.credential.username)[0]?.transport).toBe('tls');
  });

  test('a client that speaks none is closed', async () => {
    const { port } = await startRelay({}, { tls: selfSigned() });
    const plain = await tcp(port);
    plain.send(Buffer.from([0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42, ...new Array(12).fill(1)]));
    await plain.closed;
  });
});
