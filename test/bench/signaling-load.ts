import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { top } from '../server.ts';

/** A server of `signaling-server.ts`, as a process of its own. */
export interface Measured {
  child: ChildProcess;
  port: number;
}

/** What a server's process has used so far. */
export interface Usage {
  /** bytes */
  memory: number;
  /** microseconds */
  cpu: { user: number; system: number };
}

export async function startMeasured(kind: string, flags: readonly string[] = []): Promise<Measured> {
  const child = fork(`${top}/test/bench/signaling-server.ts`, [kind], {
    execPath: `${top}/node_modules/.bin/node`,
    execArgv: ['--expose-gc', '--no-warnings', ...flags],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ port }] = await once(child, 'message');
  return { child, port };
}

export async function usageOf({ child }: Measured): Promise<Usage> {
  const answered = once(child, 'message');
  child.send('usage');
  const [usage] = await answered;
  return usage;
}

/** Connects a client, greeted by the server. */
export async function greeted(port: number, id: string, room = 'bench'): Promise<WebSocket> {
  const query = new URLSearchParams({ key: 'peerjs', id, token: 't' });
  const socket = new WebSocket(`ws://127.0.0.1:${port}/r/${room}/peerjs?${query}`, { perMessageDeflate: false });
  await once(socket, 'message');
  return socket;
}

/** Ids that have the same hash in no server, and the same length in all. */
export const nameOf = (index: number) => `peer-${String(index).padStart(5, '0')}`;

/** Pairs of clients that are connected to a server. */
export async function pairsAt({ port }: Measured, count: number): Promise<[WebSocket, WebSocket][]> {
  const pair = async (_: unknown, n: number): Promise<[WebSocket, WebSocket]> => [
    await greeted(port, nameOf(2 * n)),
    await greeted(port, nameOf(2 * n + 1)),
  ];
  return Promise.all(Array.from({ length: count }, pair));
}

/** What two peers say to each other: a description, and ten candidates after it. */
const candidate = { candidate: `candidate:1 1 udp 2122260223 192.0.2.1 54321 typ host ${'x'.repeat(60)}`, sdpMid: '0' };
const payloads = [{ type: 'offer', sdp: 'a=rtpmap:111 opus/48000/2\r\n'.repeat(100) }, ...Array(10).fill(candidate)];

export function messageTo(dst: string, n: number): string {
  const payload = payloads[n % payloads.length];
  return JSON.stringify({ type: n % payloads.length === 0 ? 'OFFER' : 'CANDIDATE', payload, dst });
}

/** One of each pair sends `count` messages, so many under way at a time; gives the milliseconds of each. */
export async function relay(pairs: [WebSocket, WebSocket][], count: number, underWay: number): Promise<number[]> {
  const times = await Promise.all(
    pairs.map((pair, index) => relayInPair(pair, nameOf(2 * index + 1), count, underWay)),
  );
  return times.flat();
}

function relayInPair(
  [from, to]: [WebSocket, WebSocket],
  dst: string,
  count: number,
  underWay: number,
): Promise<number[]> {
  const { promise, resolve } = Promise.withResolvers<number[]>();
  const [sent, times]: [number[], number[]] = [[], []];
  const say = () => {
    from.send(messageTo(dst, sent.length));
    sent.push(performance.now());
  };
  to.on('message', () => {
    times.push(performance.now() - (sent[times.length] ?? Number.NaN));
    if (sent.length < count) say();
    else if (times.length === count) resolve(times);
  });
  for (let n = 0; n < underWay; n++) say();
  return promise.finally(() => to.removeAllListeners('message'));
}
