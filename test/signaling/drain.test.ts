import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { joined, peerUrl, RawPeer } from './raw-peer.ts';
import { ask, pollPath } from './raw-request.ts';
import { bareSocket, upgradeBytes } from './raw-socket.ts';
import { startSignaling } from './running-server.ts';
import { endProcess, startProcess } from './server-process.ts';

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s: all are told, and the process ends within five seconds',
  async (signal) => {
    const server = await startProcess();
    const peer = await joined(server.port, 'r', 'a');
    const { pathname, search } = new URL(peerUrl(server.port, 'r', 'deaf'));
    const deaf = await bareSocket(server.port, upgradeBytes(server.port, pathname + search));
    await once(deaf, 'data');
    const unfinished = await bareSocket(server.port, 'GET / HTTP/1.1\r\n');
    const idle = connect(server.port, '127.0.0.1');
    for (const socket of [deaf, unfinished, idle]) socket.on('error', () => undefined);
    const poll = ask(server.port, pollPath('r', 'b', 0));
    while (!(await ask(server.port, '/metrics')).body.includes('trickle_polling_members 1'));

    const { code, ms } = await endProcess(server, signal);
    expect(code).toBe(0);
    expect(ms).toBeLessThan(5_000);
    expect(await peer.closed).toBe('1001 The server is stopping.');
    expect((await poll).status).toBe(204);
    expect(server.lines).toEqual([expect.stringContaining('Trickle is at'), expect.stringContaining('Ctrl-C')]);
  },
);

test('who comes while the server stops is sent away, and /healthz says so', async () => {
  const server = await startSignaling();
  await server.signaling.drain();
  expect(await ask(server.port, '/healthz')).toMatchObject({ status: 503, body: 'stopping\n' });
  expect(await new RawPeer(peerUrl(server.port, 'r', 'a')).refused).toBe(503);
  expect((await ask(server.port, pollPath('r', 'a', 0))).status).toBe(503);
  await server.stop();
});

test.each([
  ['PORT', { PORT: '70000' }],
  ['ORIGINS', { ORIGINS: 'https://course.example/' }],
])('a wrong %s is said at once', async (name, env) => {
  await expect(startProcess([], env)).rejects.toThrow(name);
});
