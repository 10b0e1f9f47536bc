import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { refuseOnSocket } from './answers.ts';
import type { Context } from './context.ts';
import { addressOf, countedAs, Shares } from './guards/address.ts';
import { isForeign } from './guards/origin.ts';
import { targetOf } from './guards/seat.ts';
import type { MirrorProxy } from './mirror-proxy.ts';
import type { PeerServer } from './peer-server.ts';
import type { Reason } from './refusals.ts';

/** What an upgrade is for. */
interface Inside {
  context: Context;
  peers: PeerServer;
  mirrors: MirrorProxy;
}

/** What stands before each listening server: who may connect, and who may become a WebSocket. */
export function door(context: Context, peers: PeerServer, mirrors: MirrorProxy): (server: Server) => void {
  const sockets = new Shares();
  return (server) => {
    server.maxConnections = context.limits.sockets;
    server.on('connection', (socket: Socket) => boundSockets(context, sockets, socket));
    server.on('clientError', (error, socket) => notHttp(context, error, socket));
    server.on('upgrade', (request, socket, head) => upgrade({ context, peers, mirrors }, request, socket, head));
  };
}

/** Behind a proxy all connections have the same address, and it is for the proxy to bound them. */
function boundSockets({ behindProxy, limits, metrics }: Context, sockets: Shares, socket: Socket): void {
  if (behindProxy) return;
  const address = countedAs(socket.remoteAddress ?? '');
  if (sockets.take(address, limits.socketsPerAddress)) return void socket.on('close', () => sockets.giveBack(address));
  metrics.refused('too-many-connections', 'http');
  socket.destroy();
}

function notHttp({ metrics }: Context, error: Error, socket: Duplex): void {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const reason = code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'unfinished-request' : 'malformed-request';
  metrics.refused(reason, 'http');
  refuseOnSocket(socket, reason);
}

function upgrade({ context, peers, mirrors }: Inside, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const target = targetOf(request.url);
  const reason = whyNot(context, request);
  if (!reason && target?.service === 'peerjs') {
    peers.connect({ request, socket, head, target, address: addressOf(request, context.behindProxy) });
    return;
  }
  if (!reason && mirrors.connect(request, socket, head)) return;
  context.metrics.refused(reason ?? 'unknown-path', 'http');
  refuseOnSocket(socket, reason ?? 'unknown-path');
}

function whyNot({ draining, policy }: Context, request: IncomingMessage): Reason | undefined {
  if (draining) return 'draining';
  return isForeign(request.headers, policy) ? 'foreign-origin' : undefined;
}
