import { createServer, type Server } from 'node:http';
import { ExpressPeerServer } from 'peer';
import { type WebSocket, WebSocketServer } from 'ws';
import { serve } from '../../signaling/server.ts';
import { createSignaling } from '../../signaling/signaling.ts';

/** Limits that count as always, and that a measurement of one machine with itself does not reach. */
const unreached = {
  messagesPerSecond: 1e9,
  messageBurst: 1e9,
  perAddress: 1e6,
  perRoom: 1e6,
  socketsPerAddress: 1e6,
  silentMs: 1e9,
};

/** The servers that are compared, each by its port once it listens. */
const kinds: Record<string, () => Promise<number>> = {
  /** Ours, with every guard. */
  trickle: async () => {
    const signaling = createSignaling({ limits: unreached });
    return (await serve(signaling.handlers, { port: 0, everywhere: false }, signaling)).port;
  },
  /** PeerServer as its manual embeds it. */
  peer: () => {
    const server = createServer();
    const app = ExpressPeerServer(server, { path: '/' });
    app.on('error', (error) => console.error(error));
    ExpressPeerServer(server).use('/r/bench', app);
    return listening(server);
  },
  /** The smallest relay: it reads to whom a message goes, and sends it on as it came. */
  ws: () => {
    const server = createServer();
    const sockets = new Map<string, WebSocket>();
    new WebSocketServer({ server }).on('connection', (socket, request) => {
      const id = new URL(request.url ?? '', 'http://localhost').searchParams.get('id') ?? '';
      sockets.set(id, socket);
      socket.on('close', () => sockets.delete(id));
      socket.on('message', (data) => {
        const text = String(data);
        sockets.get(JSON.parse(text).dst)?.send(text);
      });
      socket.send('{"type":"OPEN"}');
    });
    return listening(server);
  },
};

function listening(server: Server): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address && typeof address === 'object') resolve(address.port);
  });
  return promise;
}

const start = kinds[process.argv[2] ?? ''];
if (!start) throw new Error(`which server? one of ${Object.keys(kinds).join(', ')}`);
/** Says what it has used, once what it no longer needs is given back. */
process.on('message', () => {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  process.send?.({ memory: process.memoryUsage.rss(), cpu: process.cpuUsage() });
});
process.send?.({ port: await start() });
