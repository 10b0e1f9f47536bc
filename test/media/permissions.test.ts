import { describe, expect, test } from 'vitest';
import * as attribute from '#domain/stun/attribute.ts';
import { method } from '#domain/stun/message-type.ts';
import { outcomeOf, peerAttribute, type RawClient } from './raw-client.ts';
import { startRelay } from './running-relay.ts';

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
