import { type ChildProcess, fork, spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { encodeChannelData } from '#domain/stun/channel-data.ts';
import { encodeStun } from '#domain/stun/message.ts';
import { method } from '#domain/stun/message-type.ts';
import { coturnPath } from '../coturn.ts';
import { addressIn, outcomeOf, type RawClient, secret, udpClient } from '../media/raw-client.ts';
import { top } from '../server.ts';

/** A server as a process of its own. */
export interface Measured {
  child: ChildProcess;
  port: number;
  stop(): Promise<void>;
}

/** Starts one of `relay-server.ts`. */
export async function startMeasured(kind: string): Promise<Measured> {
  const child = fork(`${top}/test/bench/relay-server.ts`, [kind], {
    execPath: `${top}/node_modules/.bin/node`,
    execArgv: ['--expose-gc', '--no-warnings'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ port }] = await once(child, 'message');
  return { child, port, stop: async () => void child.kill() };
}

/** Starts Debian's coturn with nothing that slows it; throws where it is not installed. */
export async function startBareCoturn(): Promise<Measured> {
  if (!coturnPath) throw new Error('coturn is not installed');
  const folder = await mkdtemp(join(tmpdir(), 'trickle-bench-'));
  const port = await freePort();
  const settings = ['--use-auth-secret', `--static-auth-secret=${secret}`, '--realm=bench', '--allow-loopback-peers'];
  const bare = ['--no-cli', '--no-tls', '--no-dtls', '--no-tcp', '--log-file=stdout', '--simple-log'];
  const places = ['-L', '127.0.0.1', '-E', '127.0.0.1', '-p', String(port)];
  const files = [`--userdb=${folder}/db`, `--pidfile=${folder}/pid`];
  const child = spawn(coturnPath, ['-n', ...settings, ...bare, ...places, ...files], { stdio: 'ignore' });
  await answered(port);
  const stop = async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true });
  };
  return { child, port, stop };
}

async function freePort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}

/** Asks until there is an answer. */
async function answered(port: number): Promise<void> {
  const client = await udpClient(port);
  const asking = setInterval(() => void client.ask(client.bare(method.binding)), 50);
  const { promise, resolve } = Promise.withResolvers<void>();
  client.transport.received = () => resolve();
  await promise;
  clearInterval(asking);
  client.close();
}

/** Seconds that all threads of a process have run so far; Linux alone says it so exactly. */
export function processorSeconds({ child }: Measured): number {
  const folder = `/proc/${child.pid}/task`;
  const threads = readdirSync(folder).map((thread) => readFileSync(`${folder}/${thread}/schedstat`, 'utf8'));
  return threads.reduce((sum, line) => sum + Number(line.split(' ')[0]), 0) / 1e9;
}

/** Bytes of a server's process. */
export async function memoryOf({ child }: Measured): Promise<number> {
  const said = once(child, 'message');
  child.send('memory');
  const [{ memory }] = await said;
  return memory;
}

/** What a server did in one round: units in a second of this clock, and in a second of its processor. */
export interface Rate {
  perSecond: number;
  perProcessorSecond: number;
}

/** Runs something, and gives the rate of what it counts. */
export async function rateOf(server: Measured, run: () => Promise<number>): Promise<Rate> {
  const [began, before] = [performance.now(), processorSeconds(server)];
  const count = await run();
  const [seconds, processor] = [(performance.now() - began) / 1_000, processorSeconds(server) - before];
  return { perSecond: count / seconds, perProcessorSecond: count / processor };
}

/** A client with a channel to a peer that sends everything back. */
export interface Relayed {
  client: RawClient;
  peer: Socket;
  close(): void;
}

export async function relayed({ port }: Measured): Promise<Relayed> {
  const client = await udpClient(port);
  const peer = createSocket({ type: 'udp4', recvBufferSize: 1 << 22 }).bind(0, '127.0.0.1');
  await once(peer, 'listening');
  const allocated = await client.allocate();
  const { port: at } = addressIn(allocated, attributeType.xorRelayedAddress);
  const bound = await client.bind(0x4000, '127.0.0.1', peer.address().port);
  if (outcomeOf(bound) !== 'success') throw new Error('there is no channel');
  peer.on('message', (bytes) => peer.send(bytes, at, '127.0.0.1'));
  const close = () => {
    peer.close();
    client.close();
  };
  return { client, peer, close };
}

/** Sends so many datagrams to the peer and back, some of them under way at a time; gives how many the relay has passed on. */
export function roundTrips({ client }: Relayed, count: number, bytes: number): Promise<number> {
  return pingPong(client, encodeChannelData({ channel: 0x4000, data: new Uint8Array(bytes) }), count, 2);
}

/** Sends so many Binding requests; gives how many answers came. */
export function bindings(client: RawClient, count: number): Promise<number> {
  const request = encodeStun({ method: method.binding, class: 'request', transactionId: new Uint8Array(12) });
  return pingPong(client, request, count, 1);
}

const underWay = 64;

/** For each packet that comes back another goes out; what is lost is sent again when nothing has come for a while. */
function pingPong({ transport }: RawClient, packet: Uint8Array, count: number, each: number): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  let came = 0;
  let last = 0;
  const send = (packets: number) => {
    for (let n = 0; n < packets; n++) transport.send(packet);
  };
  const again = setInterval(() => {
    if (came === last) send(underWay);
    last = came;
  }, 200);
  transport.received = () => {
    came++;
    if (came < count) return transport.send(packet);
    if (came > count) return;
    clearInterval(again);
    resolve(came * each);
  };
  send(underWay);
  return promise;
}

/** Opens so many allocations that say nothing, each of a client of its own. */
export async function idleAllocations({ port }: Measured, count: number): Promise<RawClient[]> {
  const clients: RawClient[] = [];
  for (let n = 0; n < count; n++) {
    const client = await udpClient(port);
    if (outcomeOf(await client.allocate()) !== 'success') throw new Error('there is no allocation');
    clients.push(client);
  }
  return clients;
}

/** Has so many sockets opened. */
export async function idleSockets({ port }: Measured, count: number): Promise<void> {
  const client = await udpClient(port);
  for (let n = 0; n < count; n++) await client.ask(client.bare(method.binding));
  client.close();
}
