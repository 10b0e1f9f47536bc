import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from 'node:http';

/** Answers a request and returns true, or leaves it to the next handler and returns false. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Where to listen: on loopback alone, or on every address of this machine. */
export interface Place {
  port: number;
  everywhere: boolean;
}

/** What listens, and how to stop it. */
export interface Listening {
  port: number;
  /** Listens no more, and resolves when the last answer is given, or cut off after `graceMs` milliseconds; 0 unless given. */
  close(graceMs?: number): Promise<void>;
}

/** What stands in the server beside its handlers. */
export interface Tenant {
  options: ServerOptions;
  enter: (server: Server) => void;
}

/** `localhost` may mean either of these. */
const loopback = ['127.0.0.1', '::1'];

/** Absent addresses: a machine without IPv6 is served on IPv4 alone. */
const absent = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/**
 * Serves the handlers, in order, at the first free port from `place.port` up; 0 lets the system choose.
 * Throws when no port is free or listening is not allowed.
 */
export async function serve(handlers: Handler[], place: Place, tenant?: Tenant): Promise<Listening> {
  const addresses = place.everywhere ? [undefined] : loopback;
  const make = () => {
    const server = createServer(tenant?.options ?? {}, (request, response) => answer(handlers, request, response));
    tenant?.enter(server);
    return server;
  };
  for (let port = place.port; port <= 65_535; port++) {
    const servers = await listenOnAll(make, port, addresses);
    if (servers) return { port: portOf(servers), close: (graceMs = 0) => closeAll(servers, graceMs) };
  }
  throw new Error(`no port from ${place.port} up is free`);
}

async function listenOnAll(make: () => Server, port: number, addresses: (string | undefined)[]) {
  const servers: Server[] = [];
  try {
    for (const address of addresses) {
      const server = await listen(make(), servers.length > 0 ? portOf(servers) : port, address);
      if (server) servers.push(server);
    }
    return servers;
  } catch (error) {
    await closeAll(servers, 0);
    if (codeOf(error) === 'EADDRINUSE') return undefined;
    throw error;
  }
}

function listen(server: Server, port: number, host: string | undefined): Promise<Server | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<Server | undefined>();
  server.once('error', (error) => (absent.has(codeOf(error) ?? '') ? resolve(undefined) : reject(error)));
  server.listen({ port, ...(host && { host }) }, () => resolve(server));
  return promise;
}

/** A handler that throws costs its own request, not the server. */
function answer(handlers: Handler[], request: IncomingMessage, response: ServerResponse): void {
  try {
    if (!handlers.some((handler) => handler(request, response))) response.writeHead(404).end();
  } catch (error) {
    console.error(error);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
}

function portOf(servers: Server[]): number {
  const address = servers[0]?.address();
  if (!address || typeof address === 'string') throw new Error('no address of this machine can be listened on');
  return address.port;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

async function closeAll(servers: Server[], graceMs: number): Promise<void> {
  const cutOff = () => {
    for (const server of servers) server.closeAllConnections();
  };
  const timer = graceMs > 0 ? setTimeout(cutOff, graceMs) : undefined;
  const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
  if (!timer) cutOff();
  await Promise.all(closed);
  clearTimeout(timer);
}
