import { expect, test } from 'vitest';
import * as attribute from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { withFingerprint } from '#domain/stun/fingerprint.ts';
import { withIntegrity } from '#domain/stun/integrity.ts';
import { method } from '#domain/stun/message-type.ts';
import { outcomeOf, RawClient, textIn } from './raw-client.ts';
import { udp } from './raw-transport.ts';
import { startRelay } from './running-relay.ts';

const unknown = (count: number) => () => Array.from({ length: count }, (_, n) => attribute.bytes(0x7000 + n));

/** Requests of somebody who has proved nothing, from the shortest up. */
const requests: [string, (client: RawClient) => Uint8Array][] = [
  ...Object.entries(method).map(([name, number]): [string, (client: RawClient) => Uint8Array] => [
    `${name} of 20 bytes`,
    (client) => client.bare(number),
  ]),
  ['a method that nobody has', (client) => client.bare(0xfff)],
  ['Binding with a fingerprint', (client) => withFingerprint(client.bare(method.binding))],
  ['Binding with one unknown attribute', (client) => client.bare(method.binding, unknown(1))],
  ['Binding with fifty unknown attributes', (client) => client.bare(method.binding, unknown(50))],
  ['Allocate as browsers begin', (client) => client.bare(method.allocate, () => [attribute.requestedTransport(17)])],
  ['Allocate with a fingerprint', (client) => withFingerprint(client.bare(method.allocate))],
  ['Allocate with an integrity alone', (client) => withIntegrity(client.bare(method.allocate), Buffer.from('key'))],
  [
    'Allocate with a wrong nonce',
    (client) => client.signed(method.allocate, undefined, { username: 'a', realm: '', nonce: '' }),
  ],
  ['Allocate with a wrong password', (client) => client.signed(method.allocate, undefined, { password: 'guessed' })],
];

test.each(requests)('%s is answered with twice its length at most', async (_, request) => {
  const client = await (await startRelay()).client();
  await client.challenge();
  const sent = request(client);
  const answer = await client.ask(sent);
  expect(answer.bytes.length).toBeLessThanOrEqual(2 * sent.length);
});

test('the challenge to the shortest Allocate request has all that a client needs to ask again', async () => {
  const client = await (await startRelay()).client();
  const challenge = await client.challenge();
  expect([outcomeOf(challenge), challenge.bytes.length]).toEqual([401, 56]);
  expect([textIn(challenge, attributeType.realm), textIn(challenge, attributeType.nonce)?.length]).toEqual([
    'trickle',
    12,
  ]);
  expect(outcomeOf(await client.allocate())).toBe('success');
});

test('over IPv6 a Binding response has 44 bytes: with the headers of IP and UDP less than twice its request', async () => {
  const { port } = await startRelay();
  const client = new RawClient(await udp(port, '::1'));
  const answer = await client.ask(client.bare(method.binding));
  client.close();
  expect([answer.bytes.length, (48 + answer.bytes.length) / (48 + 20) < 2]).toEqual([44, true]);
});
