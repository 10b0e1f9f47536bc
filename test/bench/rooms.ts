import type { WebSocket } from 'ws';
import { serverFlags } from '../../signaling/launch.mjs';
import { limits } from '../../signaling/limits.ts';
import { type Figure, figureOf, quantile } from './figure.ts';
import { greeted, type Measured, messageTo, startMeasured, usageOf } from './signaling-load.ts';

/** As many rooms of two as the server lets in. */
const rooms = limits.sockets / 2;

/** Connected at a time. */
const atOnce = 50;

/** How many rooms negotiate at a time, beside all the others: a description and ten candidates of each side. */
const negotiating = 20;
const messagesOfEach = 11;

type Room = [WebSocket, WebSocket];

/** What one process of ours takes to hold as many rooms of two as it lets in, with every guard, and while some negotiate. */
export async function* figures(): AsyncGenerator<Figure> {
  const { alive, mebibytes, p99, milliseconds } = await measure();
  const share = (name: string, unit: string, a: number, b: number, bound: Figure['bound'] = 'at most') =>
    figureOf({ name, limit: 1, bound, unit }, [{ a, b }]);
  yield share(`rooms of two in one process / ${rooms}`, 'rooms', alive, rooms, 'at least');
  yield share(`memory of ${rooms} rooms / 256 MiB`, 'MiB', mebibytes, 256);
  yield share(`p99 of a message among ${rooms} rooms / 50 ms`, 'ms', p99, 50);
  yield share(`processor for a negotiation among ${rooms} rooms / 1 ms`, 'ms', milliseconds, 1);
}

async function measure() {
  const server = await startMeasured('trickle', serverFlags);
  const held: Room[] = [];
  try {
    const empty = await usageOf(server);
    while (held.length < rooms) held.push(...(await entered(server, held.length)));
    const full = await usageOf(server);
    const times = await negotiateInTurn(held);
    const { cpu } = await usageOf(server);
    return {
      alive: held.flat().filter((socket) => socket.readyState === socket.OPEN).length / 2,
      mebibytes: (full.memory - empty.memory) / 2 ** 20,
      p99: quantile(times, 0.99),
      milliseconds: (cpu.user + cpu.system - full.cpu.user - full.cpu.system) / 1000 / rooms,
    };
  } finally {
    for (const socket of held.flat()) socket.terminate();
    server.child.kill();
  }
}

/** Enters the next rooms, both members of each. */
function entered({ port }: Measured, from: number): Promise<Room[]> {
  const enter = async (_: unknown, n: number): Promise<Room> => {
    const room = `room-${from + n}`;
    return [await greeted(port, 'a', room), await greeted(port, 'b', room)];
  };
  return Promise.all(Array.from({ length: Math.min(atOnce, rooms - from) }, enter));
}

/** Every room negotiates once, some at a time; gives the milliseconds of each message. */
async function negotiateInTurn(held: Room[]): Promise<number[]> {
  const times: number[] = [];
  for (let from = 0; from < held.length; from += negotiating) {
    const some = held.slice(from, from + negotiating);
    times.push(...(await Promise.all(some.map(negotiate))).flat());
  }
  return times;
}

async function negotiate([a, b]: Room): Promise<number[]> {
  return [...(await say(a, b, 'b')), ...(await say(b, a, 'a'))];
}

/** One side says all that it has to say at once, and the other hears it. */
function say(from: WebSocket, to: WebSocket, dst: string): Promise<number[]> {
  const { promise, resolve } = Promise.withResolvers<number[]>();
  const started = performance.now();
  const times: number[] = [];
  to.on('message', () => {
    times.push(performance.now() - started);
    if (times.length === messagesOfEach) resolve(times);
  });
  for (let n = 0; n < messagesOfEach; n++) from.send(messageTo(dst, n));
  return promise.finally(() => to.removeAllListeners('message'));
}
