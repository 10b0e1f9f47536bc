import { describe, expect, test } from 'vitest';
import { ipText } from '#domain/stun/address.ts';
import * as attribute from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { encodeChannelData, parseChannelData } from '#domain/stun/channel-data.ts';
import { checkFingerprint, withFingerprint } from '#domain/stun/fingerprint.ts';
import { withIntegritySha256 } from '#domain/stun/integrity.ts';
import { parseStun, type StunMessage } from '#domain/stun/message.ts';
import { method } from '#domain/stun/message-type.ts';
import type { SeenPacket } from '../../media/relay/page.ts';
import { addressIn, outcomeOf, pageCredential, peerAttribute, type RawClient, secret, textIn } from './raw-client.ts';
import { openPeer, startRelay } from './running-relay.ts';

const { xorMappedAddress, xorRelayedAddress, lifetime } = attributeType;

/** What a Data indication or ChannelData says, and of whom. */
function saidIn(bytes: Uint8Array): { text: string; of: number } {
  const channel = parseChannelData(bytes);
  if (channel) return { text: Buffer.from(channel.data).toString(), of: channel.channel };
  const parsed = parseStun(bytes);
  if (!parsed.ok || parsed.message.method !== method.data) throw new Error('neither Data nor ChannelData');
  const data = attribute.find(parsed.message, attributeType.data);
  return {
    text: Buffer.from(data?.value ?? []).toString(),
    of: addressIn(parsed.message, attributeType.xorPeerAddress).port,
  };
}

const secondsIn = (message: StunMessage) => {
  const found = attribute.find(message, lifetime);
  return found && attribute.uint32Of(found);
};

describe('a Binding request', () => {
  test.each(['client', 'tcpClient'] as const)('is answered with the address it came from: %s', async (kind) => {
    const client = await (await startRelay())[kind]();
    const answer = await client.ask(client.bare(method.binding));
    const { address, port } = addressIn(answer, xorMappedAddress);
    expect([answer.class, ipText(address), port]).toEqual(['success', '127.0.0.1', client.transport.port]);
  });

  test('with a fingerprint is answered with one', async () => {
    const client = await (await startRelay()).client();
    const answer = await client.ask(withFingerprint(client.bare(method.binding)));
    expect(checkFingerprint(answer)).toBe('right');
  });

  test('with a required attribute that nobody knows is 420, and the answer names it', async () => {
    const client = await (await startRelay()).client();
    const answer = await client.ask(client.bare(method.binding, () => [attribute.uint32(0x0003, 6)]));
    const unknown = attribute.find(answer, attributeType.unknownAttributes);
    expect([outcomeOf(answer), unknown && attribute.typesOf(unknown)]).toEqual([420, [0x0003]]);
  });
});

describe.each(['client', 'tcpClient'] as const)('a call through the relay, %s', (kind) => {
  test('goes by Send and Data, then by a channel, both ways', async () => {
    const running = await startRelay();
    const client = await running[kind]();
    const peer = await openPeer();
    const allocated = await client.allocate();
    const relayed = addressIn(allocated, xorRelayedAddress);
    expect(ipText(relayed.address)).toBe('127.0.0.1');
    expect(relayed.port).toBeGreaterThanOrEqual(49_152);
    expect([secondsIn(allocated), client.isSigned(allocated)]).toEqual([600, true]);
    expect(outcomeOf(await client.permit('127.0.0.1'))).toBe('success');
    client.say('127.0.0.1', peer.port, 'by Send');
    expect(await peer.next()).toEqual({ text: 'by Send', from: relayed.port });
    peer.send('by Data', relayed.port);
    expect(saidIn(await client.next())).toEqual({ text: 'by Data', of: peer.port });
    expect(outcomeOf(await client.bind(0x4001, '127.0.0.1', peer.port))).toBe('success');
    client.transport.send(encodeChannelData({ channel: 0x4001, data: Buffer.from('odd') }, kind === 'tcpClient'));
    expect((await peer.next()).text).toBe('odd');
    peer.send('by channel', relayed.port);
    expect(saidIn(await client.next())).toEqual({ text: 'by channel', of: 0x4001 });
    expect(running.relay.allocationsOf(client.credential.username)).toMatchObject([
      {
        relayed: `127.0.0.1:${relayed.port}`,
        client: `127.0.0.1:${client.transport.port}`,
        transport: kind === 'client' ? 'udp' : 'tcp',
        expiresIn: 600,
        permissions: [{ address: '127.0.0.1', expiresIn: 300 }],
        channels: [{ number: 0x4001, peer: `127.0.0.1:${peer.port}`, expiresIn: 600 }],
        toPeer: { packetsIn: 2, packetsOut: 2, bytesIn: 10, bytesOut: 10, dropped: 0, refused: 0 },
        toClient: { packetsIn: 2, packetsOut: 2, bytesIn: 17, bytesOut: 17, dropped: 0, refused: 0 },
      },
    ]);
  });

  test('from a peer without a permission nothing comes', async () => {
    const running = await startRelay();
    const client = await running[kind]();
    const { port } = addressIn(await client.allocate(), xorRelayedAddress);
    const [stranger, peer] = [await openPeer(), await openPeer()];
    const { promise: seen, resolve } = Promise.withResolvers<SeenPacket>();
    running.relay.attend(client.credential.username, {
      events: { packet: resolve, allocationsChanged: () => undefined },
    });
    stranger.send('let me in', port);
    expect(await seen).toMatchObject({
      leg: 'peer',
      direction: 'in',
      fate: 'no-permission',
      bytes: Buffer.from('let me in'),
    });
    await client.permit('127.0.0.1');
    peer.send('welcome', port);
    expect(saidIn(await client.next()).text).toBe('welcome');
    expect(running.relay.allocationsOf(client.credential.username)[0]?.toClient.refused).toBe(1);
  });
});

test('clients of one relay reach each other through their relayed addresses', async () => {
  const { client } = await startRelay();
  const [a, b] = [await client(), await client()];
  const [ofA, ofB] = [await a.allocate(), await b.allocate()].map(
    (answer) => addressIn(answer, xorRelayedAddress).port,
  );
  await a.permit('127.0.0.1');
  await b.permit('127.0.0.1');
  a.say('127.0.0.1', ofB ?? 0, 'from a');
  expect(saidIn(await b.next())).toEqual({ text: 'from a', of: ofA });
});

describe('IPv6', () => {
  test('is relayed when asked for, to peers of IPv6 alone', async () => {
    const client = await (await startRelay()).client();
    const answer = await client.allocate(() => [attribute.addressFamily(attributeType.requestedAddressFamily, 6)]);
    const relayed = addressIn(answer, xorRelayedAddress);
    const peer = await openPeer('::1');
    expect(ipText(relayed.address)).toBe('::1');
    expect([outcomeOf(await client.permit('127.0.0.1')), outcomeOf(await client.permit('::1'))]).toEqual([
      443,
      'success',
    ]);
    client.say('::1', peer.port, 'six');
    expect(await peer.next()).toEqual({ text: 'six', from: relayed.port });
    peer.send('six too', relayed.port);
    expect(saidIn(await client.next())).toEqual({ text: 'six too', of: peer.port });
  });

  test('comes beside IPv4 as an additional address family', async () => {
    const client = await (await startRelay()).client();
    const answer = await client.allocate(() => [attribute.addressFamily(attributeType.additionalAddressFamily, 6)]);
    const families = attribute
      .findAll(answer, xorRelayedAddress)
      .map((found) => attribute.xorAddressOf(found, answer)?.family);
    expect(families).toEqual([4, 6]);
    expect(outcomeOf(await client.permit('127.0.0.1', '::1'))).toBe('success');
  });

  test('that the relay has not is 440, and as an additional family an ADDRESS-ERROR-CODE', async () => {
    const { client } = await startRelay({ relayAddresses: ['127.0.0.1'] });
    const [one, other] = [await client(), await client()];
    const only = await one.allocate(() => [attribute.addressFamily(attributeType.requestedAddressFamily, 6)]);
    const beside = await other.allocate(() => [attribute.addressFamily(attributeType.additionalAddressFamily, 6)]);
    expect([outcomeOf(only), outcomeOf(beside)]).toEqual([440, 'success']);
    expect([...(attribute.find(beside, attributeType.addressErrorCode)?.value ?? [])]).toEqual([2, 0, 4, 40]);
  });
});

describe('a port', () => {
  test('is even when EVEN-PORT asks, and the next one is had for the token, once', async () => {
    const { client } = await startRelay();
    const [rtp, rtcp, third] = [await client(), await client(), await client()];
    const answer = await rtp.allocate(() => [attribute.evenPort(true)]);
    const { port } = addressIn(answer, xorRelayedAddress);
    const token = attribute.find(answer, attributeType.reservationToken)?.value ?? new Uint8Array();
    const withToken = () => [attribute.bytes(attributeType.reservationToken, token)];
    expect([port % 2, token.length]).toEqual([0, 8]);
    expect(addressIn(await rtcp.allocate(withToken), xorRelayedAddress).port).toBe(port + 1);
    expect(outcomeOf(await third.allocate(withToken))).toBe(508);
  });

  test("that is reserved is nobody else's", async () => {
    const { client } = await startRelay();
    const [one, other] = [await client(), await client(pageCredential('another-page'))];
    const answer = await one.allocate(() => [attribute.evenPort(true)]);
    const token = attribute.find(answer, attributeType.reservationToken)?.value ?? new Uint8Array();
    expect(outcomeOf(await other.allocate(() => [attribute.bytes(attributeType.reservationToken, token)]))).toBe(508);
  });
});

describe('an Allocate request', () => {
  const asked: [string, number | 'success', (id: Uint8Array) => ReturnType<typeof attribute.bytes>[]][] = [
    ['for TCP as transport', 442, () => [attribute.requestedTransport(6)]],
    ['without a transport', 400, () => []],
    [
      'with a transport of three bytes',
      400,
      () => [attribute.bytes(attributeType.requestedTransport, new Uint8Array(3))],
    ],
    ['that must not be fragmented', 420, () => [udp, attribute.bytes(attributeType.dontFragment)]],
    ['for a family that is none', 440, () => [udp, attribute.uint32(attributeType.requestedAddressFamily, 0x03000000)]],
    [
      'for two kinds of family',
      400,
      () => [udp, family(attributeType.requestedAddressFamily), family(attributeType.additionalAddressFamily)],
    ],
    [
      'for IPv4 as additional family',
      400,
      () => [udp, attribute.addressFamily(attributeType.additionalAddressFamily, 4)],
    ],
    [
      'with a token of seven bytes',
      400,
      () => [udp, attribute.bytes(attributeType.reservationToken, new Uint8Array(7))],
    ],
    [
      'with a token that nobody has',
      508,
      () => [udp, attribute.bytes(attributeType.reservationToken, new Uint8Array(8))],
    ],
    [
      'with a token and an even port',
      400,
      () => [udp, attribute.evenPort(false), attribute.bytes(attributeType.reservationToken, new Uint8Array(8))],
    ],
    ['with EVEN-PORT of two bytes', 400, () => [udp, attribute.bytes(attributeType.evenPort, new Uint8Array(2))]],
    ['with a lifetime of two bytes', 400, () => [udp, attribute.bytes(lifetime, new Uint8Array(2))]],
    ['with an optional attribute that nobody knows', 'success', () => [udp, attribute.uint32(0xc057, 1)]],
  ];
  const udp = attribute.requestedTransport(17);
  const family = (type: number) => attribute.addressFamily(type, 6);

  test.each(asked)('%s is %s', async (_, code, attributes) => {
    const client = await (await startRelay()).client();
    expect(outcomeOf(await client.request(method.allocate, attributes))).toBe(code);
  });

  test('that comes again is answered as before, and another one is 437', async () => {
    const client = await (await startRelay()).client();
    await client.challenge();
    const request = client.signed(method.allocate, () => [attribute.requestedTransport(17)]);
    const [first, again] = [await client.ask(request), await client.ask(request)];
    expect(Buffer.from(again.bytes).equals(first.bytes)).toBe(true);
    expect(outcomeOf(await client.allocate())).toBe(437);
  });

  test.each([
    [0, 600],
    [1, 600],
    [1_800, 1_800],
    [86_400, 3_600],
  ])('for %i seconds gets %i', async (wanted, got) => {
    const client = await (await startRelay()).client();
    expect(secondsIn(await client.allocate(() => [attribute.uint32(lifetime, wanted)]))).toBe(got);
  });

  test('beyond the quota of its user is 486, and another user is served', async () => {
    const { client, relay } = await startRelay({ limits: { allocationsPerUser: 2 } });
    const outcomes = [];
    for (let n = 0; n < 3; n++) outcomes.push(outcomeOf(await (await client()).allocate()));
    expect(outcomes).toEqual(['success', 'success', 486]);
    expect(outcomeOf(await (await client(pageCredential('another'))).allocate())).toBe('success');
    relay.attend(pageCredential('a-third').username, { quota: 0 });
    expect(outcomeOf(await (await client(pageCredential('a-third'))).allocate())).toBe(486);
  });

  test('beyond what the relay holds in all is 508', async () => {
    const { client } = await startRelay({ limits: { allocations: 1 } });
    const [one, other] = [await client(), await client(pageCredential('another'))];
    expect([outcomeOf(await one.allocate()), outcomeOf(await other.allocate())]).toEqual(['success', 508]);
  });

  test('signed with SHA-256 is answered with SHA-256', async () => {
    const client = await (await startRelay()).client();
    const answer = await client.allocate(undefined, { sign: withIntegritySha256 });
    expect(attribute.find(answer, attributeType.messageIntegritySha256)).toBeDefined();
    expect([outcomeOf(answer), client.isSigned(answer)]).toEqual(['success', true]);
  });
});

describe('credentials', () => {
  const refused: [string, number, (client: RawClient) => Uint8Array][] = [
    ['a wrong password', 401, (client) => client.signed(method.allocate, undefined, { password: 'guessed' })],
    [
      'a username that nobody handed out',
      401,
      (client) => client.signed(method.allocate, undefined, { username: 'me' }),
    ],
    ['a username that has expired', 401, (client) => client.signed(method.allocate, undefined, pageCredential('a', 0))],
    ['another realm', 401, (client) => client.signed(method.allocate, undefined, { realm: 'elsewhere' })],
    ['a nonce that nobody made', 438, (client) => client.signed(method.allocate, undefined, { nonce: 'AAAAAAAAAAAA' })],
    ['a nonce of nothing', 438, (client) => client.signed(method.allocate, undefined, { nonce: '' })],
    [
      'an integrity and no username',
      400,
      (client) => withIntegritySha256(client.bare(method.allocate), Buffer.from('key')),
    ],
  ];

  test.each(refused)('%s: %i, without an integrity', async (_, code, request) => {
    const client = await (await startRelay()).client();
    await client.challenge();
    const answer = await client.ask(request(client));
    expect([outcomeOf(answer), attribute.find(answer, attributeType.messageIntegrity)]).toEqual([code, undefined]);
    expect(textIn(answer, attributeType.nonce) !== undefined).toBe(code !== 400);
  });

  test('a nonce is of one client alone', async () => {
    const { client } = await startRelay();
    const [one, other] = [await client(), await client()];
    const nonce = textIn(await one.challenge(), attributeType.nonce) ?? '';
    await other.challenge();
    expect(outcomeOf(await other.allocate(undefined, { nonce }))).toBe(438);
  });

  test('another user at the same 5-tuple is 441', async () => {
    const client = await (await startRelay()).client();
    await client.allocate();
    const { username, password } = pageCredential('another');
    const answer = await client.request(method.refresh, undefined, { username, password });
    expect(outcomeOf(answer)).toBe(441);
  });

  test('a user with a password of his own is served, and reaches nobody on this machine', async () => {
    const { client } = await startRelay({ users: { alice: 'wonderland' } });
    const alice = await client({ username: 'alice', password: 'wonderland' });
    expect([outcomeOf(await alice.allocate()), outcomeOf(await alice.permit('127.0.0.1'))]).toEqual(['success', 403]);
  });

  test("a page's own port serves its username alone", async () => {
    const mine = pageCredential('mine');
    const { client } = await startRelay({ secret }, { owner: mine.username });
    const [owner, other] = [await client(mine), await client(pageCredential('other'))];
    expect([outcomeOf(await owner.allocate()), outcomeOf(await other.allocate())]).toEqual(['success', 401]);
  });
});

describe('a channel', () => {
  test.each([0, 0x3fff, 0x7fff, 0x8000, 0xffff])('cannot have the number 0x%x', async (number) => {
    const client = await (await startRelay()).client();
    await client.allocate();
    expect(outcomeOf(await client.bind(number, '127.0.0.1', 5_000))).toBe(400);
  });

  test('stays with its peer, and its peer with it', async () => {
    const client = await (await startRelay()).client();
    await client.allocate();
    const outcomes = [];
    for (const [number, port] of [
      [0x4000, 5_000],
      [0x4000, 5_000],
      [0x4000, 5_001],
      [0x4001, 5_000],
      [0x4001, 5_001],
    ] as const)
      outcomes.push(outcomeOf(await client.bind(number, '127.0.0.1', port)));
    expect(outcomes).toEqual(['success', 'success', 400, 400, 'success']);
  });

  test('without a number or without a peer is 400', async () => {
    const client = await (await startRelay()).client();
    await client.allocate();
    const number = await client.request(method.channelBind, () => [attribute.channelNumber(0x4000)]);
    const peer = await client.request(method.channelBind, (id) => [peerAttribute('127.0.0.1', 5_000, id)]);
    expect([outcomeOf(number), outcomeOf(peer)]).toEqual([400, 400]);
  });
});

describe('a client without an allocation', () => {
  test.each([
    ['Refresh', (client: RawClient) => client.refresh(600)],
    ['CreatePermission', (client: RawClient) => client.permit('127.0.0.1')],
    ['ChannelBind', (client: RawClient) => client.bind(0x4000, '127.0.0.1', 5_000)],
  ])('is told 437: %s', async (_, ask) => {
    expect(outcomeOf(await ask(await (await startRelay()).client()))).toBe(437);
  });
});

describe('permissions', () => {
  test('for several peers are given together or not at all', async () => {
    const { client: enter, relay } = await startRelay();
    const client = await enter();
    await client.allocate();
    const outcomes = [await client.permit('127.0.0.1', '10.0.0.1'), await client.permit()].map(outcomeOf);
    expect(outcomes).toEqual([403, 400]);
    expect(relay.allocationsOf(client.credential.username)[0]?.permissions).toEqual([]);
  });

  test('for one peer several times are one', async () => {
    const { client: enter, relay } = await startRelay();
    const client = await enter();
    await client.allocate();
    expect(outcomeOf(await client.permit('127.0.0.1', '127.0.0.1', '127.0.0.1'))).toBe('success');
    expect(relay.allocationsOf(client.credential.username)[0]?.permissions).toHaveLength(1);
  });

  test('are bounded', async () => {
    const { client: enter } = await startRelay({
      allowedPeers: ['10.0.0.0/8'],
      limits: { permissionsPerAllocation: 3 },
    });
    const client = await enter();
    await client.allocate();
    const peers = ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'];
    expect([outcomeOf(await client.permit(...peers)), outcomeOf(await client.permit(...peers.slice(0, 3)))]).toEqual([
      508,
      'success',
    ]);
    expect([
      outcomeOf(await client.permit('10.0.0.4')),
      outcomeOf(await client.bind(0x4000, '10.0.0.4', 5_000)),
    ]).toEqual([508, 508]);
  });
});
