import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerOptions } from 'node:http';
import { contextOf, type Settings } from './context.ts';
import { door } from './door.ts';
import { targetOf } from './guards/seat.ts';
import { invitations } from './invitations.ts';
import { MirrorProxy } from './mirror-proxy.ts';
import { PeerServer } from './peer-server.ts';
import { Polling } from './polling.ts';
import { relayOffers } from './relay-offer.ts';
import type { Handler } from './server.ts';
import { status } from './status.ts';

/** The control path: PeerServer's protocol and long polling, in rooms, behind every guard. */
export interface Signaling {
  /** What it answers of HTTP; the rest is left to the next handler. */
  handlers: Handler[];
  /** For the servers it is to stand in. */
  options: ServerOptions;
  /** Stands in a server. */
  enter: (server: Server) => void;
  /** Lets nobody in any more, answers who waits, and closes the rest; resolves within `closeMs`. */
  drain: () => Promise<void>;
}

/** Makes the signaling server, which listens nowhere by itself. */
export function createSignaling(settings: Settings = {}): Signaling {
  const context = contextOf(settings);
  const { limits, metrics, office } = context;
  const [peers, polling, mirrors] = [new PeerServer(context), new Polling(context), new MirrorProxy(context)];
  metrics.gauge('trickle_websockets', 'WebSockets that are open.', () => peers.sockets.clients.size);
  metrics.gauge('trickle_polling_members', 'Members who poll.', () => polling.count);
  metrics.gauge('trickle_rooms', 'Rooms with somebody in them.', () => office.members.rooms);
  metrics.gauge('trickle_held_messages', 'Messages for who is not there.', () => office.held.count);
  metrics.gauge('process_resident_memory_bytes', 'Memory of the process.', () => process.memoryUsage.rss());
  const sweeping = setInterval(() => {
    const now = performance.now();
    office.expire(now);
    peers.sweep(now);
    polling.sweep(now);
  }, limits.sweepMs).unref();
  const timeouts = { headersTimeout: limits.requestMs, requestTimeout: limits.requestMs };
  const shouldUpgradeCallback = ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket';
  return {
    handlers: [status(context), invitations(context), relayOffers(context), polling.handler, freshId],
    options: { ...timeouts, connectionsCheckingInterval: limits.sweepMs, shouldUpgradeCallback },
    enter: door(context, peers, mirrors),
    drain: async () => {
      context.draining = true;
      clearInterval(sweeping);
      polling.drain();
      mirrors.drain();
      await peers.drain();
    },
  };
}

/** Gives PeerJS an id that nobody has, when it asks for one. */
const freshId: Handler = (request, response) => {
  if (request.method !== 'GET' || targetOf(request.url)?.service !== 'peerjs/id') return false;
  response.writeHead(200, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' }).end(randomUUID());
  return true;
};
