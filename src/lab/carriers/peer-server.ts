/**
 * PeerServer's WebSocket protocol, spoken by ourselves: the letters travel as its OFFER, ANSWER, CANDIDATE and LEAVE. When the
 * server goes away it is looked for again and again.
 */
import type { Letter } from '#domain/letter.ts';
import type { ChannelEvents, OpenChannel, Seat, SignalingChannel } from '../signaling-channel.ts';
import { ChannelLife } from './channel-life.ts';
import { Comeback } from './comeback.ts';
import { bringsLetter, incoming, jsonOf, messageOf, roomUrl } from './wire.ts';

/** Milliseconds between two signs of life, as PeerJS sends them; the server misses them after 90 s. */
const heartbeat = 5000;

/** Close codes after which the same page may come again: RFC 6455 §7.4.1, and 4408, by which our server leaves who was silent. */
const passing: ReadonlySet<number> = new Set([1000, 1001, 1005, 1006, 1011, 1012, 1013, 1014, 4408]);

/** Somebody else has this seat; and somebody else came with this page's name. */
const [idTaken, replaced] = [4409, 4410];

/** Makes the carrier for the server at `base`, by default the one that this page is from. */
export function peerServer(base: string | URL = location.href): OpenChannel {
  return (seat, events, signal) => new PeerServerChannel(base, seat, events, signal);
}

class PeerServerChannel implements SignalingChannel {
  readonly carrier = 'peerserver';
  readonly #base: string | URL;
  readonly #seat: Seat;
  readonly #life: ChannelLife;
  readonly #comeback: Comeback;
  #socket: WebSocket | undefined;

  constructor(base: string | URL, seat: Seat, events: ChannelEvents, signal: AbortSignal) {
    this.#base = base;
    this.#seat = seat;
    this.#life = new ChannelLife(events, signal);
    this.#comeback = new Comeback({ carrier: this.carrier, base, life: this.#life, attempt: () => this.#connect() });
    this.#life.signal.addEventListener('abort', () => this.#hangUp(), { once: true });
    if (!signal.aborted) this.#connect();
  }

  send(letter: Letter): void {
    if (this.#life.isOpen) this.#socket?.send(jsonOf(messageOf(letter, this.#seat)));
  }

  close(): void {
    this.#life.close();
  }

  #connect(): void {
    const url = roomUrl(this.#base, this.#seat, 'peerjs');
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(url);
    const { signal } = this.#life;
    socket.addEventListener('message', ({ data }) => this.#hear(data), { signal });
    socket.addEventListener('close', ({ code, reason }) => this.#closed(code, reason), { signal });
    this.#socket = socket;
  }

  #hear(data: unknown): void {
    const message = incoming(parsed(data));
    if (message?.type === 'OPEN') this.#opened();
    else if (message && bringsLetter(message.type)) this.#life.hear(message.payload);
  }

  #opened(): void {
    if (this.#socket) this.#beat(this.#socket);
    this.#comeback.opened();
  }

  #beat(socket: WebSocket): void {
    this.#life.after(heartbeat, () => {
      if (socket.readyState !== WebSocket.OPEN) return;
      socket.send('{"type":"HEARTBEAT"}');
      this.#beat(socket);
    });
  }

  #closed(code: number, text: string): void {
    const reason = `${code} ${text}`.trim();
    if (code === idTaken) this.#comeback.waitForSeat();
    else if (code === replaced) this.#life.tell({ is: 'taken' });
    else if (passing.has(code)) this.#comeback.gone(reason);
    else this.#life.tell({ is: 'refused', reason });
  }

  /** A socket that is closed before it is open is an error on the browser's console. */
  #hangUp(): void {
    const socket = this.#socket;
    if (socket?.readyState === WebSocket.CONNECTING) socket.addEventListener('open', () => socket.close());
    else socket?.close();
  }
}

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return undefined;
  }
}
