import { describe, expect, test } from 'vitest';
import { addressText } from '#domain/stun/address.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { method } from '#domain/stun/message-type.ts';
import type { Crossing, Passage, SeenPacket } from '../../media/relay/page.ts';
import { addressIn, outcomeOf, pageCredential } from './raw-client.ts';
import { openPeer, startRelay } from './running-relay.ts';
import { SimulatedClock } from './simulated-clock.ts';

/** A page with a port, a path and eyes of its own, and a client and a peer of it. */
async function watched(passage: (crossing: Crossing) => Passage, limits = {}) {
  const clock = new SimulatedClock();
  const credential = pageCredential('a-page', clock.now());
  const running = await startRelay({ clock, limits }, { owner: credential.username });
  const [packets, crossings]: [SeenPacket[], Crossing[]] = [[], []];
  running.relay.attend(credential.username, {
    events: { packet: (packet) => void packets.push(packet), allocationsChanged: () => undefined },
    path: {
      passage(crossing) {
        crossings.push(crossing);
        return passage(crossing);
      },
    },
  });
  const client = await running.client(credential);
  const peer = await openPeer();
  const relayed = addressText(addressIn(await client.allocate(), attributeType.xorRelayedAddress));
  await client.permit('127.0.0.1');
  const counts = () => running.relay.allocationsOf(credential.username)[0];
  return { ...running, clock, client, peer, relayed, packets, crossings, counts };
}

const settled = (client: { ask: (bytes: Uint8Array) => Promise<unknown>; bare: (n: number) => Uint8Array }) =>
  client.ask(client.bare(method.refresh));

describe('a page sees', () => {
  test('its packets of both legs, in their order, with both ends', async () => {
    const { client, peer, relayed, packets, port } = await watched(() => [0]);
    client.say('127.0.0.1', peer.port, 'ping');
    await peer.next();
    peer.send('pong', Number(relayed.split(':')[1]));
    await client.next();
    const [c, s, p] = [`127.0.0.1:${client.transport.port}`, `127.0.0.1:${port}`, `127.0.0.1:${peer.port}`];
    const ways = packets.map(({ leg, direction, from, to }) => `${leg} ${direction} ${from} ${to}`);
    const answered = [`client in ${c} ${s}`, `client out ${s} ${c}`];
    expect(ways).toEqual([
      ...answered,
      ...answered,
      ...answered,
      `client in ${c} ${s}`,
      `peer out ${relayed} ${p}`,
      `peer in ${p} ${relayed}`,
      `client out ${s} ${c}`,
    ]);
    expect(packets.map(({ allocation }) => allocation !== undefined)).toEqual([
      ...[false, false, false, true, true, true],
      ...[true, true, true, true],
    ]);
    expect(packets.filter(({ fate }) => fate)).toEqual([]);
  });

  test('its STUN, asked without any credential, at its own port', async () => {
    const { client, packets, crossings } = await watched(() => [0]);
    packets.length = 0;
    await client.ask(client.bare(method.binding));
    expect(packets.map(({ direction, bytes }) => [direction, bytes.length])).toEqual([
      ['in', 20],
      ['out', 32],
    ]);
    expect(crossings).toEqual([{ kind: 'binding', towards: 'client', bytes: 32, allocation: undefined }]);
  });

  test('nothing of another page, and another page nothing of it', async () => {
    const { relay, client: enter } = await startRelay();
    const seen: Record<string, SeenPacket[]> = { one: [], other: [] };
    for (const page of Object.keys(seen)) {
      const events = {
        packet: (packet: SeenPacket) => void seen[page]?.push(packet),
        allocationsChanged: () => undefined,
      };
      relay.attend(pageCredential(page).username, { events });
    }
    const [one, other] = [await enter(pageCredential('one')), await enter(pageCredential('other'))];
    await one.allocate();
    await other.allocate();
    await one.permit('127.0.0.1');
    const ports = (page: string) =>
      new Set(seen[page]?.map(({ direction, from, to }) => (direction === 'in' ? from : to)));
    expect(ports('one')).toEqual(new Set([`127.0.0.1:${one.transport.port}`]));
    expect(ports('other')).toEqual(new Set([`127.0.0.1:${other.transport.port}`]));
  });

  test('nothing any more once it does not attend', async () => {
    const { relay, client: enter } = await startRelay();
    const packets: SeenPacket[] = [];
    const client = await enter();
    const events = { packet: (packet: SeenPacket) => void packets.push(packet), allocationsChanged: () => undefined };
    const leave = relay.attend(client.credential.username, { events });
    await client.allocate();
    const before = packets.length;
    leave();
    await client.permit('127.0.0.1');
    expect([before > 0, packets.length]).toEqual([true, before]);
  });
});

describe('a path can', () => {
  test('hold a packet back', async () => {
    const { client, peer, clock, packets, counts } = await watched(() => [80]);
    client.say('127.0.0.1', peer.port, 'late');
    await settled(client);
    clock.pass(79);
    expect(counts()?.toPeer).toMatchObject({ packetsIn: 1, packetsOut: 0 });
    clock.pass(1);
    expect((await peer.next()).text).toBe('late');
    expect(packets.find(({ leg }) => leg === 'peer')).toMatchObject({ direction: 'out', held: 80 });
  });

  test('let one pass another', async () => {
    const delays = [50, 20, 20];
    const { client, peer, clock } = await watched(() => [delays.shift() ?? 0]);
    for (const text of ['first', 'second', 'third']) client.say('127.0.0.1', peer.port, text);
    await settled(client);
    clock.pass(50);
    expect([await peer.next(), await peer.next(), await peer.next()].map(({ text }) => text)).toEqual([
      'second',
      'third',
      'first',
    ]);
  });

  test('send one twice', async () => {
    const { client, peer, clock, counts } = await watched(() => [0, 10]);
    client.say('127.0.0.1', peer.port, 'again');
    await settled(client);
    clock.pass(10);
    expect([(await peer.next()).text, (await peer.next()).text]).toEqual(['again', 'again']);
    expect(counts()?.toPeer).toMatchObject({ packetsIn: 1, packetsOut: 2 });
  });

  test.each(['lost', 'cut', 'queue-full'] as const)('say that a packet is %s, both ways', async (fate) => {
    const { client, peer, packets, counts, relayed } = await watched(() => fate);
    client.say('127.0.0.1', peer.port, 'gone');
    peer.send('gone too', Number(relayed.split(':')[1]));
    await expect.poll(() => [counts()?.toPeer.dropped, counts()?.toClient.dropped]).toEqual([1, 1]);
    expect(packets.flatMap((packet) => packet.fate ?? [])).toEqual([fate, fate]);
    expect([peer.unread, client.unread]).toEqual([[], []]);
  });

  test('answer STUN late, or never', async () => {
    const answers: Passage[] = [[300], 'unanswered'];
    const { client, clock, packets } = await watched(() => answers.shift() ?? [0]);
    packets.length = 0;
    const late = client.ask(client.bare(method.binding));
    void client.ask(client.bare(method.binding));
    await settled(client);
    clock.pass(299);
    expect(packets.filter(({ bytes }) => bytes.length === 32)).toEqual([]);
    clock.pass(1);
    expect(outcomeOf(await late)).toBe('success');
    expect(packets.map(({ fate, held }) => fate ?? held)).toContain('unanswered');
    expect(packets.at(-1)).toMatchObject({ direction: 'out', held: 300 });
  });

  test('hold back no more than the relay has room for', async () => {
    const { client, peer, clock, counts } = await watched(() => [1_000], { heldPackets: 3 });
    for (let n = 0; n < 5; n++) client.say('127.0.0.1', peer.port, `${n}`);
    await settled(client);
    expect(counts()?.toPeer).toMatchObject({ packetsIn: 5, dropped: 2 });
    clock.pass(1_000);
    expect(counts()?.toPeer.packetsOut).toBe(3);
  });

  test('let nothing depart of an allocation that has ended', async () => {
    const { client, peer, clock } = await watched(() => [1_000]);
    client.say('127.0.0.1', peer.port, 'too late');
    await client.refresh(0);
    clock.pass(1_000);
    await settled(client);
    expect(peer.unread).toEqual([]);
  });
});
