import { EventEmitter, once } from 'node:events';
import { type ClientOptions, WebSocket } from 'ws';

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
