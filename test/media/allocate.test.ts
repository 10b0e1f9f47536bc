import { describe, expect, test } from 'vitest';
import * as attribute from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { withIntegritySha256 } from '#domain/stun/integrity.ts';
import type { StunMessage } from '#domain/stun/message.ts';
import { method } from '#domain/stun/message-type.ts';
import { addressIn, outcomeOf, pageCredential } from './raw-client.ts';
import { startRelay } from './running-relay.ts';

const { xorRelayedAddress, lifetime } = attributeType;

const secondsIn = (message: StunMessage) => {
  const found = attribute.find(message, lifetime);
  return found && attribute.uint32Of(found);
};

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
