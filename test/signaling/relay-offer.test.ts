import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { TurnSettings } from '../../signaling/turn-settings.ts';
import { RawPeer } from './raw-peer.ts';
import { ask } from './raw-request.ts';
import { startSignaling } from './running-server.ts';

const secret = 'a secret of two';
const coturn: TurnSettings = { kind: 'other', secret, urls: ['turn:127.0.0.1:3478?transport=udp'] };
/** A port at which nothing listens: the relay has ended. */
const ended: TurnSettings = { kind: 'ours', secret, control: 9 };

async function offered(turn: TurnSettings, headers: Record<string, string> = {}) {
  const server = await startSignaling({ turn });
  const answer = await ask(server.port, '/relay.json', { headers });
  await server.stop();
  return { ...answer, relay: JSON.parse(answer.body).relay };
}

describe('/relay.json', () => {
  test('says null where the site has no servers to hand out', async () => {
    expect((await offered({ kind: 'none' })).relay).toBeNull();
  });

  test('says null where our relay has ended, and the site goes on', async () => {
    expect((await offered(ended)).relay).toBeNull();
  });

  test('hands out a credential that coturn checks, for half a day, and no cache keeps it', async () => {
    const { relay, headers } = await offered(coturn);
    expect(headers['cache-control']).toBe('no-store');
    expect(relay).toMatchObject({ urls: coturn.urls, host: null, mirror: null });
    const left = Number(relay.username.split(':')[0]) - Date.now() / 1000;
    expect(left).toBeGreaterThan(11.9 * 3600);
    expect(relay.credential).toBe(createHmac('sha1', secret).update(relay.username).digest('base64'));
  });

  test('hands out one that has expired, which a lesson shows', async () => {
    const { relay } = await offered(coturn);
    expect(Number(relay.expired.username.split(':')[0])).toBeLessThan(Date.now() / 1000);
    expect(relay.expired.credential).toBe(createHmac('sha1', secret).update(relay.expired.username).digest('base64'));
  });

  test('gives no two pages the same username', async () => {
    const [one, other] = [await offered(coturn), await offered(coturn)];
    expect(one.relay.username).not.toBe(other.relay.username);
  });

  test.each([{ origin: 'http://evil.example' }, { host: 'evil.example' }, { 'sec-fetch-site': 'cross-site' }])(
    'offers nothing to a page with %o',
    async (headers) => {
      expect((await offered(coturn, headers)).relay).toBeNull();
    },
  );
});

describe('/relay/mirror', () => {
  test.each([
    ['is 503 where the site has no relay of ours', coturn, {}, 503],
    ['is 503 where our relay has ended', ended, {}, 503],
    ['is 403 for a page of another origin', ended, { origin: 'http://evil.example' }, 403],
  ] as const)('%s', async (_, turn, headers, status) => {
    const server = await startSignaling({ turn });
    expect(await new RawPeer(`ws://localhost:${server.port}/relay/mirror`, { headers }).refused).toBe(status);
    await server.stop();
  });
});
