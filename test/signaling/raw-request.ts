import { type IncomingMessage, type RequestOptions, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Heard } from './raw-peer.ts';

/** What was answered to a request. */
export interface Answered {
  status: number | undefined;
  body: string;
  headers: IncomingMessage['headers'];
}

/** Asks for a path exactly as it is written. */
export async function ask(port: number, path: string, options: RequestOptions = {}, body?: string | Uint8Array) {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request({ host: 'localhost', port, path, agent: false, ...options }, resolve)
    .on('error', reject)
    .end(body);
  const response = await promise;
  const { statusCode: status, headers } = response;
  return { status, headers, body: await text(response) } satisfies Answered;
}

export function pollPath(room: string, id: string, after?: number, token = `token-${id}`): string {
  const query = new URLSearchParams({ id, token, ...(after !== undefined && { after: String(after) }) });
  return `/r/${room}/poll?${query}`;
}

/** Sends by POST what is JSON, or what is not. */
export function post(port: number, path: string, body: object | string, headers: object = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const bytes = body instanceof Uint8Array ? body : Buffer.from(text);
  const all = { 'content-type': 'application/json', 'content-length': bytes.length, ...headers };
  return ask(port, path, { method: 'POST', headers: all }, bytes);
}

/** The messages of a poll. */
export function messagesOf({ body }: Answered): (Heard & { seq: number })[] {
  return JSON.parse(body).messages;
}

/** The number of refusals for a reason, over all carriers. */
export async function refusalsOf(port: number, reason: string): Promise<number> {
  const { body } = await ask(port, '/metrics');
  const counts = [...body.matchAll(new RegExp(`^trickle_refusals_total\\{reason="${reason}",.*\\} (\\d+)$`, 'gm'))];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}
