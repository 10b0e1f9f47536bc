import { describe, expect, onTestFinished, test } from 'vitest';
import { timeLimitedPassword } from '../../media/relay/credentials.ts';
import { coturnPath, startCoturn } from '../coturn.ts';
import { forbiddenPeers } from '../media/forbidden-peers.ts';
import { type Credential, outcomeOf, type RawClient, udpClient } from '../media/raw-client.ts';

const secret = 'a-secret-of-the-site-and-of-coturn';
const inAnHour = Math.floor(Date.now() / 1000) + 3_600;

/** What the site hands out. */
function credentialOf(expires: number): Credential {
  const username = `${expires}:page`;
  return { username, password: timeLimitedPassword(secret, username) };
}

async function clientOf(credential: Credential): Promise<RawClient> {
  const coturn = await startCoturn(secret);
  const client = await udpClient(coturn.port, credential);
  onTestFinished(async () => {
    client.close();
    await coturn.stop();
  });
  return client;
}

if (!coturnPath) console.log('coturn is not tried, for it is not installed: apt-get install coturn');

describe.skipIf(!coturnPath)('coturn, as in deploy/', () => {
  test('takes what the site hands out, and relays to no peer that is not plainly public', async () => {
    const client = await clientOf(credentialOf(inAnHour));
    expect(outcomeOf(await client.allocate())).toBe('success');
    // on loopback it has to allow this one
    const refused = forbiddenPeers.filter((peer) => peer !== '127.0.0.1' && !peer.includes(':'));
    for (const peer of refused) expect(outcomeOf(await client.permit(peer)), peer).toBe(403);
  });

  test('does not take what has expired', async () => {
    const client = await clientOf(credentialOf(inAnHour - 7_200));
    expect(outcomeOf(await client.allocate())).toBe(401);
  });
});
