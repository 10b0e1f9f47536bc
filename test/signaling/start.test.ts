import { once } from 'node:events';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, onTestFinished, test } from 'vitest';
import { method } from '#domain/stun/message-type.ts';
import { outcomeOf, RawClient } from '../media/raw-client.ts';
import { RawMirror } from '../media/raw-mirror.ts';
import { tcp, udp } from '../media/raw-transport.ts';
import { RawPeer } from './raw-peer.ts';
import { ask } from './raw-request.ts';
import { isThere, processOf, startBoth } from './two-processes.ts';

const offerOf = async (port: number) => JSON.parse((await ask(port, '/relay.json')).body).relay;

/** Opens a page's mirror by way of the site. */
async function mirrorBySite(port: number): Promise<{ mirror: RawMirror; pagePort: number }> {
  const { username, credential, mirror: path } = await offerOf(port);
  const mirror = new RawMirror(`ws://localhost:${port}${path}`, { origin: `http://localhost:${port}` });
  await once(mirror.socket, 'open');
  mirror.say({ type: 'open', username, credential });
  return { mirror, pagePort: (await mirror.heard('opened')).port };
}

const canLookAtProcesses = process.platform === 'linux';

describe('the site and the relay, started together', () => {
  test('share a secret: what the one hands out, the other takes, and tells the page what it sent', async () => {
    const { port } = await startBoth();
    const offer = await offerOf(port);
    expect(offer.host).toBe('127.0.0.1');
    const { mirror, pagePort } = await mirrorBySite(port);
    const client = new RawClient(await udp(pagePort));
    onTestFinished(() => client.close());
    await client.ask(client.bare(method.binding));
    await mirror.heard('packet', ({ direction }) => direction === 'out');
  });

  test('let no page of another site to the mirror', async () => {
    const { port } = await startBoth();
    const headers = { origin: 'http://evil.example' };
    expect(await new RawPeer(`ws://localhost:${port}/relay/mirror`, { headers }).refused).toBe(403);
    const offered = await ask(port, '/relay.json', { headers });
    expect(JSON.parse(offered.body)).toEqual({ relay: null });
  });

  test('offer no relay to a page that comes by a proxy, where the relay listens to this machine alone', async () => {
    const { port } = await startBoth(['--behind-proxy'], { ORIGINS: 'https://course.example' });
    const headers = { host: 'course.example', origin: 'https://course.example' };
    expect(JSON.parse((await ask(port, '/relay.json', { headers })).body)).toEqual({ relay: null });
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('both end at %s, within five seconds and with 0', async (signal) => {
    const both = await startBoth();
    const { mirror } = await mirrorBySite(both.port);
    const [site, relay] = [await processOf(both, 'signaling/main.ts'), await processOf(both, 'media/main.ts')];
    const started = performance.now();
    both.starter.kill(signal);
    const [code] = await once(both.starter, 'exit');
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(code).toBe(0);
    await mirror.closed;
    if (canLookAtProcesses) expect([site, relay].map((number) => number && isThere(number))).toEqual([false, false]);
    expect(both.lines.filter((line) => line.includes('relay'))).toEqual([]);
  });

  test.skipIf(!canLookAtProcesses)('the relay that dies takes the site not with it, and that is said', async () => {
    const both = await startBoth();
    const { mirror } = await mirrorBySite(both.port);
    const relay = await processOf(both, 'media/main.ts');
    if (!relay) throw new Error('the relay is not there');
    process.kill(relay, 'SIGKILL');
    await both.printed(/The relay has ended/);
    expect(await mirror.closed).toMatch(/^1006 /);
    expect(await offerOf(both.port)).toBeNull();
    expect((await ask(both.port, '/relay.json')).status).toBe(200);
    expect((await ask(both.port, '/healthz')).status).toBe(200);
  });

  test.skipIf(!canLookAtProcesses)('the relay ends when the one who started it is killed', async () => {
    const both = await startBoth();
    const [site, relay] = [await processOf(both, 'signaling/main.ts'), await processOf(both, 'media/main.ts')];
    both.starter.kill('SIGKILL');
    while (relay && isThere(relay)) await new Promise(setImmediate);
    if (site) process.kill(site, 'SIGKILL');
  });

  test('take the next port where one is taken, and say so', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    onTestFinished(() => void taken.close());
    const address = taken.address();
    if (!address || typeof address === 'string') throw new Error('no port');
    const both = await startBoth([], { RELAY_PORT: String(address.port) });
    const used = Number(/:(\d+)$/.exec((await offerOf(both.port)).urls[0])?.[1]);
    expect(used).toBeGreaterThan(address.port);
    expect(both.lines).toContain(`Port ${address.port} is taken; the relay uses ${used}.`);
  });

  test('leave relaying to TURN_URLS, with no relay of ours', async () => {
    const TURN_URLS = 'turn:127.0.0.1:3478?transport=udp';
    const both = await startBoth([], { TURN_URLS, TURN_SECRET: 'shared' });
    expect(both.lines[0]).toContain(TURN_URLS);
    expect(await offerOf(both.port)).toMatchObject({ urls: [TURN_URLS], mirror: null });
    if (canLookAtProcesses) expect(await processOf(both, 'media/main.ts')).toBeUndefined();
  });

  test('say what is wrong with a setting: the site goes on without its relay', async () => {
    const both = await startBoth([], { RELAY_PORT: '70000' });
    await both.printed(/RELAY_PORT is 70000/);
    expect(await offerOf(both.port)).toBeNull();
  });
});

const outward = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address;

describe.skipIf(!outward)('the relay listens', () => {
  const reached = async (port: number) =>
    tcp(port, outward).then(
      (transport) => {
        transport.close();
        return true;
      },
      () => false,
    );
  const portOf = async (port: number) => Number(/:(\d+)$/.exec((await offerOf(port)).urls[0])?.[1]);

  test('to this machine alone, at its own port and at that of a page', async () => {
    const { port } = await startBoth();
    expect(await reached(await portOf(port))).toBe(false);
    expect(await reached((await mirrorBySite(port)).pagePort)).toBe(false);
  });

  test.each([
    ['refuses its own address as a peer when it is exposed', {}, 403],
    ['lets a peer be reached that is named', { RELAY_PEERS: `${outward}` }, 'success'],
  ] as const)('and %s', async (_, env, outcome) => {
    const { port } = await startBoth(['--host'], env);
    const { username, credential: password } = await offerOf(port);
    const client = new RawClient(await udp(await portOf(port)), { username, password });
    onTestFinished(() => client.close());
    expect(outcomeOf(await client.allocate())).toBe('success');
    expect(outcomeOf(await client.permit(`${outward}`))).toBe(outcome);
  });

  test('to others when told to by --host, and lends an address that they reach', async () => {
    const { port } = await startBoth(['--host']);
    expect(await reached(await portOf(port))).toBe(true);
    expect(await reached((await mirrorBySite(port)).pagePort)).toBe(true);
  });
});
