import { describe, expect, test } from 'vitest';
import { ipText } from '#domain/stun/address.ts';
import * as attribute from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { encodeChannelData, parseChannelData } from '#domain/stun/channel-data.ts';
import { checkFingerprint, withFingerprint } from '#domain/stun/fingerprint.ts';
import { parseStun, type StunMessage } from '#domain/stun/message.ts';
import { method } from '#domain/stun/message-type.ts';
import type { SeenPacket } from '../../media/relay/page.ts';
import { addressIn, outcomeOf } from './raw-client.ts';
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
