import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Reason, refusals } from './refusals.ts';

/** Answers with a JSON text that no cache keeps: `{"seq":3}`. */
export function answerJson(response: ServerResponse, status: number, json: string): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }).end(json);
}

/** Answers with the reason of a refusal: `{"reason":"flooding","text":"Too many messages a second."}`. */
export function answerRefusal(response: ServerResponse, reason: Reason, more: object = {}): void {
  const { status, text } = refusals[reason];
  if (reason === 'too-large' || reason === 'draining') response.setHeader('Connection', 'close');
  answerJson(response, status, JSON.stringify({ reason, text, ...more }));
}

/** Refuses on a socket that has no HTTP response, and closes it. */
export function refuseOnSocket(socket: Duplex, reason: Reason): void {
  const { status, text } = refusals[reason];
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8`;
  socket.on('error', () => socket.destroy());
  if (!socket.writable) return void socket.destroy();
  socket.once('finish', () => socket.destroy());
  socket.end(`${head}\r\nContent-Length: ${text.length}\r\n\r\n${text}`);
}
