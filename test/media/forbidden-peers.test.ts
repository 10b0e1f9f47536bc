import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import * as attribute from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { encodeChannelData } from '#domain/stun/channel-data.ts';
import { method } from '#domain/stun/message-type.ts';
import type { SeenPacket } from '../../media/relay/page.ts';
import { forbiddenPeers } from './forbidden-peers.ts';
import { outcomeOf, pageCredential, type RawClient } from './raw-client.ts';
import { openPeer, startRelay } from './running-relay.ts';

/** A client that may be relayed to IPv4 and to IPv6, so that no family is refused for itself. */
async function dualClient() {
  const running = await startRelay();
  const client = await running.client();
  const packets: SeenPacket[] = [];
  const events = { packet: (packet: SeenPacket) => void packets.push(packet), allocationsChanged: () => undefined };
  running.relay.attend(client.credential.username, { events });
  await client.allocate(() => [attribute.addressFamily(attributeType.additionalAddressFamily, 6)]);
  return { ...running, client, packets };
}

/** Something that hears whatever comes to this machine at a port, at whichever of its addresses. */
async function eavesdropper(): Promise<{ port: number; heard: string[] }> {
  const heard: string[] = [];
  const all = createSocket({ type: 'udp6', ipv6Only: false });
  all.on('message', (bytes) => heard.push(bytes.toString()));
  all.bind(0, '::');
  await once(all, 'listening');
  onTestFinished(() => void all.close());
  return { port: all.address().port, heard };
}

const settled = (client: RawClient) => client.ask(client.bare(method.binding));

test('sixty forbidden peers get no permission, no channel and no datagram', async () => {
  const { client, packets, relay } = await dualClient();
  const { port, heard } = await eavesdropper();
  const outcomes = new Set<unknown>();
  for (const peer of forbiddenPeers) {
    outcomes.add(outcomeOf(await client.permit(peer)));
    outcomes.add(outcomeOf(await client.bind(0x4000, peer, port)));
    client.say(peer, port, 'not for you');
    client.transport.send(encodeChannelData({ channel: 0x4000, data: Buffer.from('nor for you') }));
  }
  await settled(client);
  expect([...outcomes]).toEqual([403]);
  const [held] = relay.allocationsOf(client.credential.username);
  expect(held).toMatchObject({ permissions: [], channels: [], toPeer: { packetsIn: 0, packetsOut: 0 } });
  expect(packets.filter(({ leg }) => leg === 'peer')).toEqual([]);
  expect(packets.filter(({ fate }) => fate === 'forbidden-peer')).toHaveLength(forbiddenPeers.length);
  await client.permit('127.0.0.1');
  client.say('127.0.0.1', port, 'for you');
  await expect.poll(() => heard).toEqual(['for you']);
});

test('nobody reaches the relay through itself, nor what this machine keeps at its system ports', async () => {
  const { client, port, relay } = await dualClient();
  await client.permit('127.0.0.1');
  const outcomes = [];
  for (const at of [port, 53, 0]) {
    outcomes.push(outcomeOf(await client.bind(0x4000, '127.0.0.1', at)));
    client.say('127.0.0.1', at, 'in a circle');
  }
  await settled(client);
  expect(outcomes).toEqual([403, 403, 403]);
  expect(relay.allocationsOf(client.credential.username)[0]?.toPeer).toMatchObject({ packetsOut: 0, refused: 3 });
});

test('a Send indication to an allowed peer needs its permission all the same', async () => {
  const { client, packets } = await dualClient();
  const peer = await openPeer();
  client.say('127.0.0.1', peer.port, 'too early');
  await client.permit('127.0.0.1');
  client.say('127.0.0.1', peer.port, 'in time');
  expect((await peer.next()).text).toBe('in time');
  expect(packets.map(({ fate }) => fate).filter(Boolean)).toEqual(['no-permission']);
});

test("what a page allows itself is no other's", async () => {
  const { client: enter, relay } = await startRelay();
  const [one, other] = [await enter(), await enter(pageCredential('another'))];
  await one.allocate();
  await other.allocate();
  await one.permit('127.0.0.1');
  const permissions = [one, other].map(
    ({ credential }) => relay.allocationsOf(credential.username)[0]?.permissions.length,
  );
  expect(permissions).toEqual([1, 0]);
});
