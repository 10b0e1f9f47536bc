import { EventEmitter, once } from 'node:events';
import { type IncomingMessage, type RequestOptions, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { type ClientOptions, WebSocket } from 'ws';
import type { Settings } from '../../signaling/context.ts';
import { type Listening, serve } from '../../signaling/server.ts';
import { createSignaling, type Signaling } from '../../signaling/signaling.ts';

/** A signaling server in this process, at a port that was free. */
export interface Running {
  port: number;
  /** What the server logged. */
  lines: string[];
  signaling: Signaling;
  stop: () => Promise<void>;
}

export async function startSignaling(settings: Settings = {}): Promise<Running> {
  const lines: string[] = [];
  const signaling = createSignaling({ log: (line) => lines.push(line), ...settings });
  const listening: Listening = await serve(signaling.handlers, { port: 0, everywhere: false }, signaling);
  const stop = async () => void (await Promise.all([signaling.drain(), listening.close()]));
  return { port: listening.port, lines, signaling, stop };
}

/** A message as it came. */
export interface Heard {
  type: string;
  src?: string;
  dst?: string;
  payload?: unknown;
}

/** A client of PeerServer's protocol that says exactly what it is told to. */
export class RawPeer {
  readonly socket: WebSocket;
  /** `4400 A message must be JSON.`, once it is closed; `1006 ` when there was no closing handshake. */
  readonly closed: Promise<string>;
  /** The status with which an upgrade was refused. */
  readonly refused: Promise<number | undefined>;
  readonly #heard: Heard[] = [];
  readonly #news = new EventEmitter();

  constructor(url: string, options: ClientOptions = {}) {
    this.socket = new WebSocket(url, { perMessageDeflate: false, ...options });
    const closed = Promise.withResolvers<string>();
    const refused = Promise.withResolvers<number | undefined>();
    [this.closed, this.refused] = [closed.promise, refused.promise];
    this.socket.on('error', () => refused.resolve(undefined));
    this.socket.on('close', (code, reason) => {
      closed.resolve(`${code} ${reason}`);
      this.#news.emit('change');
    });
    this.socket.on('unexpected-response', (_, response) => {
      refused.resolve(response.resume().statusCode);
      this.socket.terminate();
    });
    this.socket.on('message', (data) => {
      this.#heard.push(JSON.parse(String(data)));
      this.#news.emit('change');
    });
  }

  /** The next message that was not asked for yet; throws when the connection is closed before it comes. */
  async next(): Promise<Heard> {
    for (;;) {
      const first = this.#heard.shift();
      if (first) return first;
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error(`nothing more came: ${await this.closed}`);
      await once(this.#news, 'change');
    }
  }

  say(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  async leave(): Promise<void> {
    this.socket.close();
    await this.closed;
  }
}

/** The address of a peer: `ws://localhost:4321/r/blue/peerjs?key=peerjs&id=a&token=t`. */
export function peerUrl(port: number, room: string, id: string, token = `token-${id}`): string {
  return `ws://localhost:${port}/r/${room}/peerjs?${new URLSearchParams({ key: 'peerjs', id, token })}`;
}

/** Joins a room, and has been greeted. */
export async function joined(port: number, room: string, id: string, options?: ClientOptions): Promise<RawPeer> {
  const peer = new RawPeer(peerUrl(port, room, id), options);
  const { type } = await peer.next();
  if (type !== 'OPEN') throw new Error(`${id} was not let in, but told ${type}`);
  return peer;
}

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

/** A connection of bare bytes. */
export async function bareSocket(port: number, bytes: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(bytes);
  return socket;
}

/** All that comes until the other side ends the connection. */
export async function untilClosed(socket: Socket): Promise<string> {
  const pieces: Buffer[] = [];
  socket.on('data', (piece) => pieces.push(Buffer.from(piece)));
  socket.on('error', () => undefined);
  if (!socket.closed) await once(socket, 'close');
  return Buffer.concat(pieces).toString('latin1');
}

/** The request of a WebSocket as bytes. */
export function upgradeBytes(port: number, path: string, headers: Record<string, string> = {}): string {
  const all = {
    Host: `localhost:${port}`,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** A frame as a client masks it, with a mask of zeros. */
export function frame(opcode: number, payload: Buffer | string, fin = true): Buffer {
  const bytes = Buffer.from(payload);
  const first = (fin ? 0x80 : 0) | opcode;
  const length = bytes.length < 126 ? [0x80 | bytes.length] : [0x80 | 126, bytes.length >> 8, bytes.length & 0xff];
  return Buffer.concat([Buffer.from([first, ...length, 0, 0, 0, 0]), bytes]);
}

/** The number of refusals for a reason, over all carriers. */
export async function refusalsOf(port: number, reason: string): Promise<number> {
  const { body } = await ask(port, '/metrics');
  const counts = [...body.matchAll(new RegExp(`^trickle_refusals_total\\{reason="${reason}",.*\\} (\\d+)$`, 'gm'))];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

/** An honest pair that talks while others misbehave: milliseconds from saying a message to hearing it, one way and back. */
export async function honestTalk(a: RawPeer, b: RawPeer, rounds: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    a.say({ type: 'CANDIDATE', dst: 'b', payload: { round } });
    const there = await b.next();
    b.say({ type: 'CANDIDATE', dst: 'a', payload: { round } });
    const back = await a.next();
    times.push(performance.now() - started);
    if (JSON.stringify([there.payload, back.payload]) !== JSON.stringify([{ round }, { round }])) {
      throw new Error(`round ${round} was ${JSON.stringify([there, back])}`);
    }
  }
  return times;
}
