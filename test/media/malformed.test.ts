import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import * as attribute from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { withFingerprint } from '#domain/stun/fingerprint.ts';
import { longTermKey, withIntegrity } from '#domain/stun/integrity.ts';
import { append, parseStun } from '#domain/stun/message.ts';
import { method } from '#domain/stun/message-type.ts';
import { everyMessage, fuzzSeeds, mutated, seeded, withLength } from './malformed-packets.ts';
import { outcomeOf, pageCredential, peerAttribute, type RawClient } from './raw-client.ts';
import { openPeer, startRelay } from './running-relay.ts';

/** The server's own last resort; nothing here may need it. */
const complained = vi.spyOn(console, 'error');

beforeEach(() => {
  complained.mockClear();
  onTestFinished(() => expect(complained).not.toHaveBeenCalled());
});

const settled = (client: RawClient) => client.ask(client.bare(method.binding));

/** A client that knows realm and nonce, and has no allocation. */
async function stranger() {
  const running = await startRelay({ limits: { strangerRequestsPerSecond: 1e6 } });
  const client = await running.client();
  await client.challenge();
  return { ...running, client };
}

describe('cut off at every byte', () => {
  test('no message changes anything, nor is one answered', async () => {
    const { client, relay } = await stranger();
    const peer = await openPeer();
    for (const message of everyMessage(client, peer.port)) {
      for (let end = 0; end < message.length; end++) client.transport.send(message.subarray(0, end));
      expect(outcomeOf(await settled(client))).toBe('success');
    }
    expect([client.unread, peer.unread]).toEqual([[], []]);
    expect(relay.allocationsOf(client.credential.username)).toEqual([]);
  });

  test('nothing of who has an allocation is relayed', async () => {
    const { client, relay } = await stranger();
    const peer = await openPeer();
    await client.allocate();
    await client.bind(0x4000, '127.0.0.1', peer.port);
    for (const message of everyMessage(client, peer.port)) {
      for (let end = 0; end < message.length; end++) client.transport.send(message.subarray(0, end));
      await settled(client);
    }
    expect(peer.unread).toEqual([]);
    expect(relay.allocationsOf(client.credential.username)).toMatchObject([{ toPeer: { packetsOut: 0 } }]);
  });
});

test.each([0, 1, 2, 3, 5, 19, 21, 22, 40, 1_000, 0xfffc, 0xffff])(
  'a length of %i that is not the length is not answered',
  async (length) => {
    const { client } = await stranger();
    for (const message of everyMessage(client, 5_000).slice(0, 6)) {
      if (length !== message.length - 20) client.transport.send(withLength(message, length));
    }
    client.transport.send(new Uint8Array(19));
    await settled(client);
    expect(client.unread).toEqual([]);
  },
);

describe('an integrity', () => {
  test('covers all before it, and what comes after it does not count', async () => {
    const { client, relay } = await stranger();
    await client.allocate();
    const request = client.signed(method.createPermission);
    const id = request.subarray(8, 20);
    const extended = append(request, peerAttribute('127.0.0.1', 0, id));
    expect(outcomeOf(await client.ask(extended))).toBe(400);
    expect(relay.allocationsOf(client.credential.username)[0]?.permissions).toEqual([]);
  });

  test.each([0, 8, 20, 24, 40, -1, -20])('that a changed byte (%i) makes wrong is 401, or nothing', async (at) => {
    const { client, relay } = await stranger();
    const request = Buffer.from(client.signed(method.allocate, () => [attribute.requestedTransport(17)]));
    const byte = at < 0 ? request.length + at : at;
    request[byte] = (request[byte] ?? 0) ^ 0x01;
    client.transport.send(request);
    await settled(client);
    const answers = client.unread.map((bytes) => parseStun(bytes)).filter((parsed) => parsed.ok);
    expect(answers.map(({ message }) => outcomeOf(message)).filter((outcome) => outcome === 'success')).toEqual([]);
    expect(relay.allocationsOf(client.credential.username)).toEqual([]);
  });
});

test('a wrong fingerprint is not answered', async () => {
  const { client } = await stranger();
  const request = Buffer.from(withFingerprint(client.bare(method.binding)));
  request[request.length - 1] = (request.at(-1) ?? 0) ^ 0xff;
  client.transport.send(request);
  await settled(client);
  expect(client.unread).toEqual([]);
});

test('of an attribute that comes twice the first counts', async () => {
  const { client } = await stranger();
  await client.allocate();
  const peer = await openPeer();
  const twice = (id: Uint8Array) => [
    attribute.channelNumber(0x4000),
    peerAttribute('127.0.0.1', peer.port, id),
    attribute.channelNumber(0x3fff),
    peerAttribute('10.0.0.1', peer.port, id),
  ];
  expect(outcomeOf(await client.request(method.channelBind, twice))).toBe('success');
});

test.each([
  ['a family that is none', (id: Uint8Array) => changed(peerAttribute('127.0.0.1', 0, id), 1, 3)],
  ['IPv6 in eight bytes', (id: Uint8Array) => changed(peerAttribute('127.0.0.1', 0, id), 1, 2)],
  ['nothing', () => attribute.bytes(attributeType.xorPeerAddress)],
  ['seven bytes', () => attribute.bytes(attributeType.xorPeerAddress, new Uint8Array(7))],
])('a peer of %s is 400', async (_, peer) => {
  const { client } = await stranger();
  await client.allocate();
  expect(outcomeOf(await client.request(method.createPermission, (id) => [peer(id)]))).toBe(400);
});

function changed(made: ReturnType<typeof attribute.bytes>, at: number, to: number) {
  made.value[at] = to;
  return made;
}

describe('20,000 mutations', () => {
  test("make nothing of a stranger's, relay nothing, and are answered with less than twice what came", async () => {
    const { client, relay } = await stranger();
    const honest = pageCredential('an-honest-page');
    const peer = await openPeer();
    const forger = { ...honest, password: 'guessed' };
    const seeds = [
      ...everyMessage(client, peer.port).slice(0, 2),
      ...everyMessage(Object.assign(client, { credential: forger }), peer.port),
      withIntegrity(client.bare(method.allocate), longTermKey('me', 'trickle', 'mine')),
      ...fuzzSeeds(),
    ];
    const random = seeded(0x5455524e);
    const longest = new Map<string, number>();
    for (let n = 0; n < 20_000; n++) {
      const packet = mutated(seeds[n % seeds.length] ?? new Uint8Array(), random);
      const id = Buffer.from(packet.subarray(8, 20)).toString('hex');
      longest.set(id, Math.max(longest.get(id) ?? 0, packet.length));
      client.transport.send(packet);
      if (n % 50 === 0) await settled(client);
    }
    expect(outcomeOf(await settled(client))).toBe('success');
    const answers = client.unread.map((bytes) => ({ bytes, id: Buffer.from(bytes.subarray(8, 20)).toString('hex') }));
    expect(answers.length).toBeGreaterThan(1_000);
    expect(answers.filter(({ bytes, id }) => bytes.length > 2 * (longest.get(id) ?? 0))).toEqual([]);
    const served = answers.flatMap(({ bytes }) => {
      const parsed = parseStun(bytes);
      return parsed.ok && parsed.message.class === 'success' ? [parsed.message.method] : [];
    });
    expect(new Set(served)).toEqual(new Set([method.binding]));
    expect([peer.unread, relay.allocationsOf(honest.username)]).toEqual([[], []]);
  });

  test("of a client's own packets relay only what it could have said itself", async () => {
    const { client, relay } = await stranger();
    const peer = await openPeer();
    await client.allocate();
    await client.bind(0x4000, '127.0.0.1', peer.port);
    const random = seeded(0x52454c41);
    const seeds = everyMessage(client, peer.port);
    for (let n = 0; n < 5_000; n++) {
      client.transport.send(mutated(seeds[n % seeds.length] ?? new Uint8Array(), random));
      if (n % 50 === 0) await settled(client);
    }
    const held = relay.allocationsOf(client.credential.username);
    expect(held.length).toBeLessThanOrEqual(1);
    expect(held.flatMap(({ permissions }) => permissions.map(({ address }) => address))).toEqual(
      held.map(() => '127.0.0.1'),
    );
  });
});
