import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import send, { type SendStream } from 'send';
import type { Handler } from './server.ts';

/** Types of the files that the build also stores compressed, as `index.html.gz`. */
export const compressible: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'text/xml; charset=utf-8',
};

/** One file of the site on its way to a reader. */
interface Exchange {
  root: string;
  file: string;
  request: IncomingMessage;
  response: ServerResponse;
}

/** Serves the built site in `root`; it answers everything, so it is the last of the handlers. */
export function site(root: string): Handler {
  return (request, response) => {
    const path = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/';
    const file = path.endsWith('/') ? `${path}index.html` : path;
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (request.method === 'GET' || request.method === 'HEAD') sendFile({ root, file, request, response });
    else refuse(response.setHeader('Allow', 'GET, HEAD'), 405);
    return true;
  };
}

function sendFile(exchange: Exchange): void {
  const { file, request, response } = exchange;
  const type = compressible[extname(file)];
  if (type) response.setHeader('Vary', 'Accept-Encoding');
  if (type && /\bgzip\b/.test(String(request.headers['accept-encoding']))) sendCompressed(exchange, type);
  else sendPlain(exchange);
}

function sendCompressed(exchange: Exchange, type: string): void {
  const { file, response } = exchange;
  stream({ ...exchange, file: `${file}.gz` }, { acceptRanges: false })
    .on('headers', () => response.setHeader('Content-Type', type).setHeader('Content-Encoding', 'gzip'))
    .on('error', (error) => (statusOf(error) === 404 ? sendPlain(exchange) : refuse(response, statusOf(error))))
    .pipe(response);
}

function sendPlain(exchange: Exchange): void {
  const { file, response } = exchange;
  stream(exchange)
    .on('error', (error) =>
      statusOf(error) === 404 ? sendNotFound(exchange, file) : refuse(response, statusOf(error)),
    )
    .pipe(response);
}

/** Sends the 404 page of the language that the path names: `/ko/404.html`, then `/404.html`. */
function sendNotFound(exchange: Exchange, missing: string): void {
  const language = /^\/[a-z]{2}(?=\/)/.exec(missing)?.[0] ?? '';
  exchange.response.statusCode = 404;
  stream({ ...exchange, file: `${language}/404.html` }, { acceptRanges: false })
    .on('error', () => (language ? sendNotFound(exchange, '/') : refuse(exchange.response, 404)))
    .pipe(exchange.response);
}

/** Files under `/_astro/` have a hash in their name and never change; all else is asked for again. */
function stream({ root, file, request }: Exchange, options: send.SendOptions = {}): SendStream {
  const hashed = file.startsWith('/_astro/');
  return send(request, file, { root, index: false, immutable: hashed, maxAge: hashed ? '1y' : 0, ...options });
}

function statusOf(error: unknown): number {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
}

function refuse(response: ServerResponse, status: number): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${status}\n`);
}
