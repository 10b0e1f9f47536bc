import { coturnPath } from '../coturn.ts';
import { udpClient } from '../media/raw-client.ts';
import { type Figure, figureOf, type Pair } from './figure.ts';
import {
  bindings,
  idleAllocations,
  idleSockets,
  type Measured,
  memoryOf,
  type Rate,
  rateOf,
  relayed,
  roundTrips,
  startBareCoturn,
  startMeasured,
} from './relay-load.ts';

const rounds = 7;

/** A packet of audio, and one of video. */
const [small, large] = [160, 1_200];

/** The rates of a round. */
interface Round {
  packets: Rate;
  bytes: Rate;
}

/** Our relay against Debian's coturn, its STUN server against an echo, and what an allocation weighs. */
export async function* figures(): AsyncGenerator<Figure> {
  if (coturnPath) yield* againstCoturn();
  else console.error('coturn is not installed: the relay is not compared with it');
  const answers = await inTurn(answering, await startMeasured('trickle'), await startMeasured('echo'));
  for (const [name, unit, of] of [
    ['Binding answers / bare UDP echo', 'answers/s', ({ perSecond }) => perSecond],
    ['Binding answers / bare UDP echo, by processor', 'answers/s of processor', (rate) => rate.perProcessorSecond],
  ] as [string, string, (rate: Rate) => number][]) {
    const pairs = answers.map(({ a, b }) => ({ a: of(a), b: of(b) }));
    yield figureOf({ name, limit: 0.5, bound: 'at least', unit }, pairs);
  }
  yield figureOf({ name: 'memory of an idle allocation beyond its socket / 8 kB', limit: 1, unit: 'bytes' }, [
    await beyondSocket(),
    await beyondSocket(),
    await beyondSocket(),
  ]);
}

async function* againstCoturn(): AsyncGenerator<Figure> {
  const measured = await inTurn(relaying, await startMeasured('trickle'), await startBareCoturn());
  for (const [name, unit, of] of [
    ['relayed packets / coturn', 'packets/s', ({ packets }) => packets.perSecond],
    ['relayed packets / coturn, by processor', 'packets/s of processor', ({ packets }) => packets.perProcessorSecond],
    ['relayed bytes / coturn', 'MB/s', ({ bytes }) => bytes.perSecond],
    ['relayed bytes / coturn, by processor', 'MB/s of processor', ({ bytes }) => bytes.perProcessorSecond],
  ] as [string, string, (round: Round) => number][]) {
    const pairs = measured.map(({ a, b }) => ({ a: of(a), b: of(b) }));
    yield figureOf({ name, limit: 0.25, bound: 'at least', unit }, pairs);
  }
}

/** Measures two servers in turn, another one first in each round; the first round does not count. */
async function inTurn<Result>(measure: (server: Measured) => Promise<Result>, ours: Measured, theirs: Measured) {
  const results: { a: Result; b: Result }[] = [];
  try {
    for (let round = -1; round < rounds; round++) {
      const oursFirst = round % 2 === 0;
      const first = await measure(oursFirst ? ours : theirs);
      const second = await measure(oursFirst ? theirs : ours);
      if (round >= 0) results.push(oursFirst ? { a: first, b: second } : { a: second, b: first });
    }
    return results;
  } finally {
    await Promise.all([ours.stop(), theirs.stop()]);
  }
}

async function relaying(server: Measured): Promise<Round> {
  const call = await relayed(server);
  const packets = await rateOf(server, () => roundTrips(call, 20_000, small));
  const bytes = await rateOf(server, async () => ((await roundTrips(call, 20_000, large)) * large) / 1e6);
  call.close();
  return { packets, bytes };
}

async function answering(server: Measured): Promise<Rate> {
  const client = await udpClient(server.port);
  const rate = await rateOf(server, () => bindings(client, 40_000));
  client.close();
  return rate;
}

const idle = 1_000;

/** Bytes of an allocation without those of a socket, and the 8 kB that it may have; the first of each count for neither. */
async function beyondSocket(): Promise<Pair> {
  const allocation = await each('trickle', idleAllocations);
  const socket = await each('sockets', idleSockets);
  return { a: Math.max(1, allocation - socket), b: 8 * 1024 };
}

async function each(kind: string, open: (server: Measured, count: number) => Promise<unknown>): Promise<number> {
  const server = await startMeasured(kind);
  const opened = [await open(server, idle / 2)];
  const before = await memoryOf(server);
  opened.push(await open(server, idle));
  const after = await memoryOf(server);
  for (const clients of opened) if (Array.isArray(clients)) for (const client of clients) client.close();
  await server.stop();
  return (after - before) / idle;
}
