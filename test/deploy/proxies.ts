import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { top } from '../server.ts';
import { ask } from '../signaling/raw-request.ts';

/** A proxy that stands before several instances, as `deploy/` sets it up. */
export interface ReverseProxy {
  name: string;
  /** Where it is on this machine; undefined when it is not installed. */
  program: string | undefined;
  /** The file in `deploy/`. */
  file: string;
  /** The ports of the file: of the proxy, and of two instances. */
  ports: readonly [RegExp, RegExp, RegExp];
  /** Finds the seconds that it waits for either side. */
  patience: RegExp;
  /** What a folder of its own, without root's rights, needs besides. */
  adapt: (text: string, folder: string) => string;
  args: (file: string, folder: string) => string[];
}

export const nginx: ReverseProxy = {
  name: 'nginx',
  program: programOf('nginx'),
  file: 'nginx.conf',
  ports: [/(?<=listen )80(?=;)/g, /(?<=127\.0\.0\.1:)4321(?!\d)/g, /(?<=127\.0\.0\.1:)4322(?!\d)/g],
  patience: /proxy_(?:read|send)_timeout (\d+)s;/g,
  adapt: (text, folder) => text.replace('http {', `http {\n${ownFolders(folder)}`),
  args: (file, folder) => ['-c', file, '-p', folder, '-e', 'stderr', '-g', `daemon off; pid ${folder}/pid;`],
};

export const haproxy: ReverseProxy = {
  name: 'HAProxy',
  program: programOf('haproxy'),
  file: 'haproxy.cfg',
  ports: [/(?<=bind ):80$/gm, /(?<=127\.0\.0\.1:)4321(?!\d)/g, /(?<=127\.0\.0\.1:)4322(?!\d)/g],
  patience: /timeout (?:client|server|tunnel) (\d+)s$/gm,
  adapt: (text) => text,
  args: (file) => ['-db', '-f', file],
};

/** A proxy that runs, at a port that was free. */
export interface RunningProxy {
  port: number;
  child: ChildProcess;
}

/** Runs the proxy by its file in `deploy/`, with these ports filled in, until the test is finished. */
export async function startProxy(proxy: ReverseProxy, instances: [number, number]): Promise<RunningProxy> {
  if (!proxy.program) throw new Error(`${proxy.name} is not installed`);
  const folder = await mkdtemp(join(tmpdir(), 'trickle-proxy-'));
  const port = await freePort();
  const file = join(folder, proxy.file);
  const text = await readFile(join(top, 'deploy', proxy.file), 'utf8');
  await writeFile(file, proxy.adapt(filledIn(text, proxy, [port, ...instances]), folder));
  const child = spawn(proxy.program, proxy.args(file, folder), { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true });
  });
  const complaints: string[] = [];
  child.stderr.on('data', (piece) => complaints.push(String(piece)));
  while (!(await isUp(port))) {
    if (child.exitCode !== null) throw new Error(`${proxy.name} ended: ${complaints.join('')}`);
  }
  return { port, child };
}

/** Whether a healthy instance is reached through the port. */
export async function isUp(port: number): Promise<boolean> {
  return ask(port, '/healthz').then(
    ({ status }) => status === 200,
    () => false,
  );
}

function filledIn(text: string, { ports, file }: ReverseProxy, numbers: [number, number, number]): string {
  const [own = 0, ...instances] = numbers;
  const values = [`127.0.0.1:${own}`, ...instances.map(String)];
  return ports.reduce((filled, pattern, index) => {
    if (filled.search(pattern) < 0) throw new Error(`${file} has no ${pattern}`);
    return filled.replace(pattern, values[index] ?? '');
  }, text);
}

/** The folders that nginx would have in /var/lib. */
function ownFolders(folder: string): string {
  const uses = ['client_body', 'proxy', 'fastcgi', 'scgi', 'uwsgi'];
  return uses.map((use) => `${use}_temp_path ${folder}/${use};`).join('\n');
}

function programOf(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, name)).find(existsSync);
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
