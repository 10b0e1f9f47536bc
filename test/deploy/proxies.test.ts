import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { limits } from '../../signaling/limits.ts';
import { top } from '../server.ts';
import { joined, peerUrl, RawPeer } from '../signaling/raw-peer.ts';
import { ask } from '../signaling/raw-request.ts';
import { endProcess, startProcess } from '../signaling/server-process.ts';
import { haproxy, nginx, type ReverseProxy, startProxy } from './proxies.ts';
import { origin, RoomOfFour, wholeRound } from './room-of-four.ts';

const names = Array.from({ length: 40 }, (_, index) => `room-${index}`);

for (const { name, program } of [nginx, haproxy]) {
  if (!program)
    console.log(`${name} is not installed, and deploy/ not tried with it: apt-get install ${name.toLowerCase()}`);
}

const startInstance = (port = 0) => startProcess(['--behind-proxy'], { PORT: String(port), ORIGINS: origin });

/** Runs the proxy before two instances, until the test is finished. */
async function startBoth(proxy: ReverseProxy) {
  const instances = [await startInstance(), await startInstance()] as const;
  const running = await startProxy(proxy, [instances[0].port, instances[1].port]);
  return { instances, ...running };
}

/** How many rooms an instance has, by its metrics. */
async function roomsAt({ port }: { port: number }): Promise<number> {
  return Number(/^trickle_rooms (\d+)$/m.exec((await ask(port, '/metrics')).body)?.[1]);
}

const enterAll = (port: number, rooms: readonly string[]) =>
  Promise.all(rooms.map((room) => RoomOfFour.enter(port, room)));

async function expectAllToTalk(rooms: RoomOfFour[]): Promise<void> {
  expect(await Promise.all(rooms.map((room) => room.talk()))).toEqual(rooms.map(() => wholeRound));
}

/** The rooms whose connections break, once there are so many. */
async function broken(rooms: RoomOfFour[], count: number): Promise<RoomOfFour[]> {
  const gone: RoomOfFour[] = [];
  for (const room of rooms) Promise.all([room.a.closed, room.b.closed]).then(() => gone.push(room));
  await expect.poll(() => gone.length, { timeout: 10_000 }).toBe(count);
  return gone;
}

describe.each([nginx, haproxy])('behind $name', (proxy) => {
  test.beforeEach(({ skip }) => skip(!proxy.program, `${proxy.name} is not installed`));

  test('each of 40 rooms is on one of two instances; those of one that dies come back on the other', async () => {
    const { port, instances } = await startBoth(proxy);
    const [first, second] = instances;
    const rooms = await enterAll(port, names);
    await expectAllToTalk(rooms);
    const [one, two] = [await roomsAt(first), await roomsAt(second)];
    expect(one + two).toBe(names.length);
    expect(Math.min(one, two)).toBeGreaterThan(names.length / 8);

    await endProcess(first, 'SIGKILL');
    const lost = await broken(rooms, one);
    const back = await enterAll(
      port,
      lost.map(({ room }) => room),
    );
    await expectAllToTalk([...rooms.filter((room) => !lost.includes(room)), ...back]);
    expect(await roomsAt(second)).toBe(names.length);
  });

  test('an instance that stops sends its rooms to the other', async () => {
    const { port, instances } = await startBoth(proxy);
    const [first, second] = instances;
    const rooms = await enterAll(port, names);
    const [lost] = await Promise.all([broken(rooms, await roomsAt(first)), endProcess(first, 'SIGTERM')]);
    const back = await enterAll(
      port,
      lost.map(({ room }) => room),
    );
    await expectAllToTalk([...rooms.filter((room) => !lost.includes(room)), ...back]);
    expect(await roomsAt(second)).toBe(names.length);
  });

  test('a page of another site is refused, and nobody reads the metrics', async () => {
    const { port } = await startBoth(proxy);
    expect(await new RawPeer(peerUrl(port, 'blue', 'a'), { origin: 'https://course.example.net' }).refused).toBe(403);
    expect((await ask(port, '/metrics')).status).toBe(404);
  });

  test('an instance is told the address that a request came from, whatever the request says', async () => {
    const echo = createServer(({ headers }, response) => response.end(JSON.stringify(headers))).listen(0, '127.0.0.1');
    onTestFinished(() => void echo.close());
    await once(echo, 'listening');
    const address = echo.address();
    if (!address || typeof address === 'string') throw new Error('the echo has no port');
    const { port } = await startProxy(proxy, [address.port, address.port]);
    for (const path of ['/', '/r/blue/poll?id=a&token=t']) {
      const { body } = await ask(port, path, { headers: { 'x-forwarded-for': '192.0.2.7', host: 'course.example' } });
      expect(JSON.parse(body)).toMatchObject({ 'x-forwarded-for': '127.0.0.1', host: 'course.example' });
    }
  });

  test('it waits longer than a poll, and than the server waits for a silent connection', () => {
    const file = readFileSync(`${top}/deploy/${proxy.file}`, 'utf8');
    const seconds = [...file.matchAll(proxy.patience)].map(([, number]) => Number(number));
    expect(seconds.length).toBeGreaterThan(1);
    expect(Math.min(...seconds) * 1000).toBeGreaterThan(Math.max(limits.pollMs, limits.silentMs));
  });
});

describe('an instance that comes back', () => {
  /** The first instance has died and is there again; B of each room has moved to the second meanwhile. */
  async function comesBack(proxy: ReverseProxy) {
    const { port, child, instances } = await startBoth(proxy);
    const [first] = instances;
    await endProcess(first, 'SIGKILL');
    const stayed = await Promise.all(names.map((room) => joined(port, room, 'b', { origin })));
    const { port: where } = await startInstance(first.port);
    expect(where).toBe(first.port);
    return { port, child, first, stayed };
  }

  test('gets no half of a room from HAProxy: who moved is found where they are', async ({ skip }) => {
    skip(!haproxy.program, 'HAProxy is not installed');
    const { port, first, stayed } = await comesBack(haproxy);
    const freshRoomAtFirst = async () => {
      await joined(port, `fresh-${performance.now()}`.replace('.', '-'), 'a', { origin });
      return roomsAt(first);
    };
    await expect.poll(freshRoomAtFirst, { timeout: 10_000 }).toBeGreaterThan(0);
    for (const [index, b] of stayed.entries()) {
      const a = await joined(port, `${names[index]}`, 'a', { origin });
      a.say({ type: 'OFFER', dst: 'b', payload: 'are you here?' });
      expect(await b.next()).toMatchObject({ src: 'a', payload: 'are you here?' });
    }
  });

  test('gets its rooms whole when nginx is reloaded', async ({ skip }) => {
    skip(!nginx.program, 'nginx is not installed');
    const { port, child, first, stayed } = await comesBack(nginx);
    child.kill('SIGHUP');
    await Promise.all(stayed.map(({ closed }) => closed));
    await expectAllToTalk(await enterAll(port, names));
    expect(await roomsAt(first)).toBeGreaterThan(names.length / 8);
  });
});
