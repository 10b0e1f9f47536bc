import type { WebSocket } from 'ws';
import { serverFlags } from '../../signaling/launch.mjs';
import { talkBeside } from '../signaling/talk-beside.ts';
import { type Figure, figureOf, type Pair, quantile } from './figure.ts';
import { greeted, type Measured, nameOf, pairsAt, relay, startMeasured, usageOf } from './signaling-load.ts';

const rounds = 7;
const pairs = 20;
const idle = 5_000;

/** What one server did in one round. */
interface Round {
  /** Messages relayed in a second of the server's processor, so that a busy machine changes little. */
  rate: number;
  /** Milliseconds that 99 of 100 messages took at most, each pair with one under way. */
  p99: number;
}

/** Our server with all its guards, against PeerServer without and the smallest relay of `ws`. */
export async function* figures(): AsyncGenerator<Figure> {
  const measured = await inTurn(['trickle', 'ws', 'peer']);
  const against = (other: string, of: (round: Round) => number) =>
    (measured['trickle'] ?? []).map((ours, n) => {
      const theirs = measured[other]?.[n];
      if (!theirs) throw new Error(`${other} was not measured`);
      return { a: of(ours), b: of(theirs) };
    });
  for (const [other, limit] of [
    ['ws', 0.85],
    ['peer', 0.95],
  ] as const) {
    const name = `signaling messages relayed / bare ${other}`;
    yield figureOf(
      { name, limit, bound: 'at least', unit: 'messages/s of processor' },
      against(other, ({ rate }) => rate),
    );
  }
  for (const other of ['ws', 'peer']) {
    yield figureOf(
      { name: `signaling p99 / bare ${other}`, limit: 1.5, unit: 'ms' },
      against(other, ({ p99 }) => p99),
    );
  }
  yield figureOf(
    { name: 'signaling p99 of an honest pair beside 5,000 malformed / well-formed', limit: 3, unit: 'ms' },
    await besideCrowds(),
  );
  const memory = [];
  for (let round = 0; round < 3; round++) memory.push({ a: await idleBytes('trickle'), b: await idleBytes('ws') });
  yield figureOf({ name: `memory of an idle connection of ${idle} / ws`, limit: 1.3, unit: 'bytes' }, memory);
}

/** What 99 of 100 rounds of an honest pair took at most, beside those who send what is refused and those who send what is not. */
async function besideCrowds(): Promise<Pair[]> {
  const server = await startMeasured('trickle', serverFlags);
  const measured: Pair[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const b = quantile(await talkBeside('well-formed', server.port, 5_000), 0.99);
      measured.push({ a: quantile(await talkBeside('malformed', server.port, 5_000), 0.99), b });
    }
    return measured;
  } finally {
    server.child.kill();
  }
}

/** Measures the servers in turn, another one first in each round; the first round does not count. */
async function inTurn(kinds: string[]): Promise<Record<string, Round[]>> {
  const servers = await Promise.all(
    kinds.map(async (kind) => ({ kind, server: await startMeasured(kind, serverFlags) })),
  );
  const results: Record<string, Round[]> = Object.fromEntries(kinds.map((kind) => [kind, []]));
  try {
    for (let round = -1; round < rounds; round++) {
      const first = (round + kinds.length) % kinds.length;
      for (const { kind, server } of [...servers.slice(first), ...servers.slice(0, first)]) {
        const result = await measure(server);
        if (round >= 0) results[kind]?.push(result);
      }
    }
    return results;
  } finally {
    for (const { server } of servers) server.child.kill();
  }
}

async function measure(server: Measured): Promise<Round> {
  const talking = await pairsAt(server, pairs);
  const before = await usageOf(server);
  const many = await relay(talking, 1_000, 16);
  const { cpu } = await usageOf(server);
  const seconds = (cpu.user + cpu.system - before.cpu.user - before.cpu.system) / 1e6;
  const times = await relay(talking.slice(0, 4), 1_000, 1);
  for (const socket of talking.flat()) socket.terminate();
  return { rate: many.length / seconds, p99: quantile(times, 0.99) };
}

/**
 * Bytes of the server's process for each of many connections that say nothing, after some others that stay: what is loaded
 * and compiled for the first of them is not theirs.
 */
async function idleBytes(kind: string): Promise<number> {
  const server = await startMeasured(kind, serverFlags);
  const sockets: WebSocket[] = [];
  const connectUpTo = async (count: number) => {
    while (sockets.length < count) sockets.push(...(await connected(server, sockets.length, 100)));
    return (await usageOf(server)).memory;
  };
  try {
    const before = await connectUpTo(idle / 5);
    return ((await connectUpTo(idle / 5 + idle)) - before) / idle;
  } finally {
    for (const socket of sockets) socket.terminate();
    server.child.kill();
  }
}

function connected({ port }: Measured, from: number, count: number) {
  return Promise.all(Array.from({ length: count }, (_, n) => greeted(port, nameOf(from + n))));
}
