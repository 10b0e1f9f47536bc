import { describe, expect, test } from 'vitest';
import * as attribute from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { encodeChannelData } from '#domain/stun/channel-data.ts';
import { method } from '#domain/stun/message-type.ts';
import { timeLimitedPassword } from '../../media/relay/credentials.ts';
import type { RelayOptions } from '../../media/relay/relay.ts';
import { addressIn, outcomeOf, pageCredential, type RawClient, secret } from './raw-client.ts';
import { openPeer, startRelay } from './running-relay.ts';
import { SimulatedClock } from './simulated-clock.ts';

const minute = 60_000;

/** A client with an allocation, beside a clock that goes only when told. */
async function allocated(options: Partial<RelayOptions> = {}) {
  const clock = new SimulatedClock();
  const running = await startRelay({ ...options, clock });
  const client = await running.client(pageCredential('a-page', clock.now() + 24 * 60 * minute));
  const answer = await client.allocate();
  const { port: relayed } = addressIn(answer, attributeType.xorRelayedAddress);
  const held = () => running.relay.allocationsOf(client.credential.username);
  return { clock, ...running, client, relayed, held };
}

/** Asks for nothing but an answer: what was sent before it has been taken by then. */
const settled = (client: RawClient) => client.ask(client.bare(method.binding));

describe('an allocation', () => {
  test('ends after ten minutes, and its port is free again', async () => {
    const { clock, client, held } = await allocated();
    clock.pass(10 * minute - 1);
    expect(held()).toHaveLength(1);
    clock.pass(1);
    expect(held()).toEqual([]);
    expect([outcomeOf(await client.refresh(600)), outcomeOf(await client.allocate())]).toEqual([437, 'success']);
  });

  test('is kept by Refresh, and ended by Refresh with 0', async () => {
    const { clock, client, held } = await allocated();
    clock.pass(9 * minute);
    expect(outcomeOf(await client.refresh(1_800))).toBe('success');
    expect(held()[0]?.expiresIn).toBe(1_800);
    clock.pass(29 * minute);
    expect(held()).toHaveLength(1);
    expect([outcomeOf(await client.refresh(0)), held()]).toEqual(['success', []]);
  });

  test('outlives its credential until it must be refreshed', async () => {
    const clock = new SimulatedClock();
    const { client: enter } = await startRelay({ clock });
    const username = `${clock.now() / 1_000 + 60}:a-page`;
    const client = await enter({ username, password: timeLimitedPassword(secret, username) });
    expect(outcomeOf(await client.allocate())).toBe('success');
    clock.pass(minute);
    expect([outcomeOf(await client.permit('127.0.0.1')), outcomeOf(await client.refresh(600))]).toEqual([
      'success',
      401,
    ]);
  });
});

test('a permission ends after five minutes, both ways, and comes back', async () => {
  const { clock, client, relayed, held } = await allocated();
  const peer = await openPeer();
  await client.permit('127.0.0.1');
  clock.pass(5 * minute - 1);
  client.say('127.0.0.1', peer.port, 'in time');
  expect((await peer.next()).text).toBe('in time');
  clock.pass(1);
  client.say('127.0.0.1', peer.port, 'too late');
  await settled(client);
  peer.send('too late', relayed);
  await expect.poll(() => held()[0]?.toClient.refused).toBe(1);
  expect(held()[0]).toMatchObject({
    permissions: [],
    toPeer: { packetsOut: 1, refused: 1 },
    toClient: { packetsOut: 0 },
  });
  await client.permit('127.0.0.1');
  client.say('127.0.0.1', peer.port, 'again');
  expect((await peer.next()).text).toBe('again');
});

test("a channel ends after ten minutes unless it is bound again, and its number can then be another's", async () => {
  const { clock, client, held } = await allocated();
  const [peer, other] = [await openPeer(), await openPeer()];
  const say = (text: string) => client.transport.send(encodeChannelData({ channel: 0x4000, data: Buffer.from(text) }));
  await client.bind(0x4000, '127.0.0.1', peer.port);
  clock.pass(9 * minute);
  await client.refresh(3_600);
  await client.bind(0x4000, '127.0.0.1', peer.port);
  clock.pass(10 * minute - 1);
  say('bound');
  expect((await peer.next()).text).toBe('bound');
  clock.pass(1_001);
  say('unbound');
  await settled(client);
  expect(held()[0]).toMatchObject({ channels: [], toPeer: { packetsOut: 1, refused: 1 } });
  expect(outcomeOf(await client.bind(0x4000, '127.0.0.1', other.port))).toBe('success');
  say('another');
  expect((await other.next()).text).toBe('another');
});

test('a nonce is stale after an hour, and a new one comes with the answer', async () => {
  const { clock, client } = await allocated();
  await client.refresh(3_600);
  clock.pass(60 * minute + 1_000);
  expect(outcomeOf(await client.allocate())).toBe(438);
  await client.challenge();
  expect(outcomeOf(await client.allocate())).toBe('success');
});

test('a reserved port is kept for thirty seconds', async () => {
  const { clock, client: enter, relay } = await startRelayAt();
  const [one, other] = [await enter(), await enter()];
  const answer = await one.allocate(() => [attribute.evenPort(true)]);
  const token = attribute.find(answer, attributeType.reservationToken)?.value ?? new Uint8Array();
  clock.pass(31_000);
  expect(outcomeOf(await other.allocate(() => [attribute.bytes(attributeType.reservationToken, token)]))).toBe(508);
  expect(relay.allocationsOf(one.credential.username)).toHaveLength(1);
});

async function startRelayAt() {
  const clock = new SimulatedClock();
  const running = await startRelay({ clock });
  const credential = pageCredential('a-page', clock.now());
  return { clock, ...running, client: () => running.client(credential) };
}

test('a page hears of its allocations as they come, change and end', async () => {
  const { clock, relay, client, held } = await allocated();
  const told: unknown[] = [];
  const allocationsChanged = () =>
    told.push(held().map(({ permissions, channels }) => [permissions.length, channels.length]));
  relay.attend(client.credential.username, { events: { packet: () => undefined, allocationsChanged } });
  await client.permit('127.0.0.1');
  await client.bind(0x4000, '127.0.0.1', 5_000);
  await client.refresh(600);
  clock.pass(10 * minute + 1_000);
  expect(told).toEqual([[[1, 0]], [[1, 1]], [[1, 1]], [[0, 1]], []]);
});
