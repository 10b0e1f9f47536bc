import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { encodeStun } from '#domain/stun/message.ts';
import { method } from '#domain/stun/message-type.ts';
import { top } from './server.ts';

/** Debian's coturn; undefined where it is not installed. */
export const coturnPath = ['/usr/bin/turnserver', '/usr/local/bin/turnserver'].find(existsSync);

export interface Coturn {
  port: number;
  stop(): Promise<void>;
}

/**
 * Starts coturn on loopback by `deploy/turnserver.conf`, with the secret and an address filled in, and without what loopback cannot
 * have: TLS's certificate, and the ban on loopback peers. Throws when it ends before it listens.
 */
export async function startCoturn(secret: string): Promise<Coturn> {
  if (!coturnPath) throw new Error('coturn is not installed');
  const folder = await mkdtemp(join(tmpdir(), 'trickle-coturn-'));
  const port = await freePort();
  const file = join(folder, 'turnserver.conf');
  await writeFile(file, await adapted(secret, port, folder));
  // Debian's package has made its database; two threads of coturn that both begin to make one are in each other's way
  await once(spawn(`${dirname(coturnPath)}/turnadmin`, ['-l', '-r', 'none', '-b', `${folder}/db`]), 'exit');
  const child = spawn(coturnPath, ['-c', file], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  const complaints: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => complaints.push(String(piece)));
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true });
  };
  while (!(await isOpen(port))) {
    if (child.exitCode !== null) throw new Error(`coturn ended: ${complaints.join('')}`);
  }
  return { port, stop };
}

/** Whether a Binding request is answered; a port that is closed is told of by ICMP. */
async function isOpen(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = createSocket('udp4').on('message', () => resolve(true));
  socket.on('error', () => resolve(false));
  const transactionId = new Uint8Array(12);
  const request = encodeStun({ method: method.binding, class: 'request', transactionId, attributes: [] });
  socket.connect(port, '127.0.0.1', () => socket.send(request));
  const open = await promise;
  socket.close();
  return open;
}

async function adapted(secret: string, port: number, folder: string): Promise<string> {
  const text = await readFile(join(top, 'deploy/turnserver.conf'), 'utf8');
  return text
    .replace(/^(listening|relay)-ip=.*$/gm, '$1-ip=127.0.0.1')
    .replace(/^listening-port=.*$/m, `listening-port=${port}`)
    .replace(/^static-auth-secret=.*$/m, `static-auth-secret=${secret}`)
    .replace(/^(cert|pkey|no-tlsv1.*)(=.*)?$/gm, '')
    .concat('\nno-tls\nallow-loopback-peers\nallowed-peer-ip=127.0.0.1\n')
    .concat(`userdb=${folder}/db\npidfile=${folder}/pid\n`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!address || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
