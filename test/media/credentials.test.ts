import { describe, expect, test } from 'vitest';
import * as attribute from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { withIntegritySha256 } from '#domain/stun/integrity.ts';
import { method } from '#domain/stun/message-type.ts';
import { outcomeOf, pageCredential, type RawClient, secret, textIn } from './raw-client.ts';
import { startRelay } from './running-relay.ts';

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
