import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createRelay } from '../../media/relay/relay.ts';
import { secret } from '../media/raw-client.ts';

/** Limits that count as always, and that a measurement does not reach. */
const unreached = { allocationsPerUser: 1e6, allocations: 1e6 };

/** What is measured, each by its port once it listens. */
const kinds: Record<string, () => Promise<number>> = {
  /** Our relay, with every guard. */
  trickle: async () => (await createRelay({ secret, limits: unreached }).listen({ port: 0 })).port,
  /** The least that can answer: each datagram goes back as it came. */
  echo: async () => {
    const socket = await bound();
    socket.on('message', (bytes, { address, port }) => socket.send(bytes, port, address));
    return socket.address().port;
  },
  /** Sockets and nothing else: one for each datagram that comes, which is answered when it is there. */
  sockets: async () => {
    const socket = await bound();
    const opened: unknown[] = [];
    socket.on('message', async (bytes, { address, port }) => {
      const another = await bound();
      another.on('message', () => undefined);
      opened.push(another);
      socket.send(bytes, port, address);
    });
    return socket.address().port;
  },
};

async function bound() {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

const start = kinds[process.argv[2] ?? ''];
if (!start) throw new Error(`which server? one of ${Object.keys(kinds).join(', ')}`);
/** Says what memory it has, once what it no longer needs is given back. */
process.on('message', () => {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  process.send?.({ memory: process.memoryUsage.rss() });
});
process.send?.({ port: await start() });
