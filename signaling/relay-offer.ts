import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { answerJson } from './answers.ts';
import type { Context } from './context.ts';
import { isForeign } from './guards/origin.ts';
import { mirrorPath } from './mirror-proxy.ts';
import type { Handler } from './server.ts';
import { turnCredential } from './turn-credential.ts';

/** The ports of our relay: for UDP and TCP, and for TLS where it has a certificate. */
interface Ports {
  port: number;
  tlsPort: number | null;
}

/** How old the expired credential is that a lesson shows, in seconds. */
const expiredFor = 60;

/** Answers `/relay.json`: the STUN and TURN servers of this host and a new username for them; `{"relay":null}` where there are none. */
export function relayOffers(context: Context): Handler {
  return (request, response) => {
    const [path] = (request.url ?? '').split('?', 1);
    if (path !== '/relay.json' || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
    void answer(context, request, response);
    return true;
  };
}

/** A page that is not ours is offered nothing. */
async function answer(context: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const relay = isForeign(request.headers, context.policy) ? null : await offerFor(context, request.headers.host);
  answerJson(response, 200, JSON.stringify({ relay }));
}

async function offerFor({ turn, limits, policy }: Context, host: string | undefined): Promise<object | null> {
  if (turn.kind === 'none') return null;
  const now = Math.floor(Date.now() / 1000);
  const expires = now + limits.credentialSeconds;
  const expired = turnCredential(turn.secret, now - expiredFor);
  const handed = { ...turnCredential(turn.secret, expires), expires, expired };
  if (turn.kind === 'other') return { ...handed, urls: turn.urls, host: null, mirror: null };
  const [ports, address] = [await portsAt(turn.control), addressFor(host, policy.everywhere)];
  return ports && address ? { ...handed, urls: urlsAt(address, ports), host: address, mirror: mirrorPath } : null;
}

/** Asks our relay where it is; undefined where it does not answer. */
async function portsAt(control: number): Promise<Ports | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  ask({ host: '127.0.0.1', port: control, path: '/ports', agent: false }, resolve).on('error', reject).end();
  try {
    const ports: unknown = await json(await promise);
    return isPorts(ports) ? ports : undefined;
  } catch {
    return undefined;
  }
}

function isPorts(value: unknown): value is Ports {
  if (typeof value !== 'object' || value === null || !('port' in value && 'tlsPort' in value)) return false;
  return typeof value.port === 'number' && (value.tlsPort === null || typeof value.tlsPort === 'number');
}

/**
 * The host by which a page has us, as it finds our relay: `localhost:4321` may be IPv6, and is `127.0.0.1`. Undefined where the relay
 * listens to this machine alone and the page comes from another, by way of a proxy.
 */
function addressFor(host = 'localhost', everywhere: boolean): string | undefined {
  const url = `http://${host}`;
  if (!URL.canParse(url)) return undefined;
  const { hostname } = new URL(url);
  const address = hostname === 'localhost' ? '127.0.0.1' : hostname;
  return everywhere || ['127.0.0.1', '[::1]'].includes(address) ? address : undefined;
}

function urlsAt(host: string, { port, tlsPort }: Ports): string[] {
  const plain = [`stun:${host}:${port}`, `turn:${host}:${port}?transport=udp`, `turn:${host}:${port}?transport=tcp`];
  return tlsPort === null ? plain : [...plain, `turns:${host}:${tlsPort}?transport=tcp`];
}
