import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Chance } from './chance.ts';
import { closings } from './close-codes.ts';
import { Mirror, type MirrorHouse } from './mirror.ts';
import { type MirrorLimits, mirrorLimits } from './mirror-limits.ts';
import { type Clock, systemClock } from './relay/clock.ts';
import type { Relay } from './relay/relay.ts';

export interface ControlOptions {
  relay: Relay;
  /** With which the site signs the credentials that it hands out. */
  secret: string;
  /** The relay's ports for everybody: what the site answers who asks it. */
  ports: { port: number; tlsPort: number | null };
  /** Where a page's own port listens. */
  addresses: readonly string[];
  chance: Chance;
  clock?: Clock;
  limits?: Partial<MirrorLimits>;
}

/** What the site of the same machine talks to: where the relay is, and a WebSocket for each page. */
export interface Control {
  /** On 127.0.0.1 alone. */
  port: number;
  close(): Promise<void>;
}

/** Opens the control of a relay at a port that is free. */
export async function openControl({ clock = systemClock, ...options }: ControlOptions): Promise<Control> {
  const { relay, secret, chance, addresses, ports } = options;
  const limits = { ...mirrorLimits, ...options.limits };
  const house: MirrorHouse = { relay, secret, chance, addresses, clock, limits, usernames: new Set() };
  const mirrors = new Set<Mirror>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.messageBytes });
  sockets.on('connection', (socket) => enter(socket, mirrors, house));
  const server = createServer(({ url }, response) => answer(url, ports, response));
  server.on('upgrade', (request, socket, head) => {
    // a page comes by way of the site, which lets its own alone through and takes the Origin off
    if (request.url !== '/mirror' || request.headers.origin !== undefined) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request));
  });
  const sweeping = setInterval(() => sweep(mirrors, limits, clock.now()), limits.sweepMs).unref();
  const port = await listening(server);
  return { port, close: () => closed(server, mirrors, sweeping) };
}

function enter(socket: WebSocket, mirrors: Set<Mirror>, house: MirrorHouse): void {
  const { code, text } = closings['too-many-pages'];
  if (mirrors.size >= house.limits.pages) return void socket.close(code, text);
  const mirror = new Mirror(socket, house);
  mirrors.add(mirror);
  socket.on('close', () => mirrors.delete(mirror));
}

function answer(url: string | undefined, ports: ControlOptions['ports'], response: ServerResponse): void {
  if (url !== '/ports') return void response.writeHead(404).end();
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(ports));
}

function sweep(mirrors: ReadonlySet<Mirror>, { openMs, silentMs }: MirrorLimits, now: number): void {
  for (const mirror of mirrors) {
    if (now - mirror.lastHeard > (mirror.isOpen ? silentMs : openMs)) mirror.close('silent');
  }
}

async function listening(server: Server): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<AddressInfo>();
  server.once('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address && typeof address !== 'string') resolve(address);
  });
  return (await promise).port;
}

async function closed(server: Server, mirrors: ReadonlySet<Mirror>, sweeping: NodeJS.Timeout): Promise<void> {
  clearInterval(sweeping);
  for (const mirror of mirrors) mirror.close('stopping');
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  await promise;
}
