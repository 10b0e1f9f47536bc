import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

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
  close(): Promise<void>;
}

/** `localhost` may mean either of these. */
const loopback = ['127.0.0.1', '::1'];

/** Absent addresses: a machine without IPv6 is served on IPv4 alone. */
const absent = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/**
 * Serves the handlers, in order, at the first free port from `place.port` up; 0 lets the system choose.
 * Throws when no port is free or listening is not allowed.
 */
export async function serve(handlers: Handler[], place: Place): Promise<Listening> {
  const addresses = place.everywhere ? [undefined] : loopback;
  for (let port = place.port; port <= 65_535; port++) {
    const servers = await listenOnAll(handlers, port, addresses);
    if (servers) return { port: portOf(servers), close: () => closeAll(servers) };
  }
  throw new Error(`no port from ${place.port} up is free`);
}

async function listenOnAll(handlers: Handler[], port: number, addresses: (string | undefined)[]) {
  const servers: Server[] = [];
  try {
    for (const address of addresses) {
      const server = await listen(handlers, servers.length > 0 ? portOf(servers) : port, address);
      if (server) servers.push(server);
    }
    return servers;
  } catch (error) {
    await closeAll(servers);
    if (codeOf(error) === 'EADDRINUSE') return undefined;
    throw error;
  }
}

function listen(handlers: Handler[], port: number, host: string | undefined): Promise<Server | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<Server | undefined>();
  const server = createServer((request, response) => answer(handlers, request, response));
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

async function closeAll(servers: Server[]): Promise<void> {
  await Promise.all(
    servers.map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    }),
  );
}
