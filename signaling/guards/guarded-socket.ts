import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import type { Limits } from '../limits.ts';
import type { Member } from '../members.ts';
import type { Metrics } from '../metrics.ts';
import { type Reason, refusals } from '../refusals.ts';
import { TokenBucket } from './flooding.ts';
import type { Message } from './message.ts';
import type { Seat } from './seat.ts';

/** What all connections stand under. */
export interface House {
  limits: Limits;
  metrics: Metrics;
  /** Who said what `peer` hears now, and in how many bytes. */
  speaker: GuardedSocket | undefined;
  bytes: number;
  /** Is told that a connection is closed. */
  forget: (socket: GuardedSocket) => void;
}

/** What one connection stands under, once it is known whose it is. */
export interface Guard {
  house: House;
  seat: Seat;
  address: string;
  /** What the WebSocket writes to. */
  stream: Duplex;
}

/** A WebSocket between `ws` and `peer`: what comes from outside passes its `emit`, and what `peer` answers passes its `send`. */
export class GuardedSocket extends WebSocket implements Member {
  readonly carrier = 'websocket';
  /** A page that goes closes its WebSocket. */
  readonly isGone = false;
  #guard: Guard | undefined;
  #bucket: TokenBucket | undefined;

  admit(guard: Guard): void {
    this.#guard = guard;
    this.#bucket = new TokenBucket(guard.house.limits.messageBurst, performance.now());
  }

  get seat(): Seat {
    if (!this.#guard) throw new Error('a connection has no seat before it is admitted');
    return this.#guard.seat;
  }

  get address(): string {
    return this.#guard?.address ?? '';
  }

  get reachable(): boolean {
    return this.readyState === WebSocket.OPEN;
  }

  /** When anything was last heard, in milliseconds of `performance.now()`. */
  get lastHeard(): number {
    return this.#bucket?.lastAsked ?? 0;
  }

  /** Events that come from the other side are refused or passed on; nothing is heard any more from who was refused. */
  override emit(event: string | symbol, first?: unknown, second?: unknown): boolean {
    if (event === 'message') return this.#heard(first, second);
    if (event === 'error') return this.#failed(first);
    if (event === 'close') this.#guard?.house.forget(this);
    if (event === 'ping' || event === 'pong') return this.#mayPass() && this.#answered(event, first);
    return super.emit(event, first, second);
  }

  /** `peer` knows of ids as `blue/a`; who is sent a message is sent its id alone. */
  override send(data: unknown): void {
    const text = String(data);
    const [mark, room] = ['"dst":"', this.#guard?.seat.room ?? ''];
    const at = text.indexOf(mark) + mark.length;
    this.#write(
      at > mark.length && text.startsWith(room, at) ? text.slice(0, at) + text.slice(at + room.length + 1) : text,
    );
  }

  deliver(message: Message | { type: string; payload?: unknown }): void {
    this.#write(JSON.stringify(message));
  }

  /** Closes with the code and sentence of the reason. */
  refuse(reason: Reason): void {
    if (this.readyState !== WebSocket.OPEN) return;
    this.#guard?.house.metrics.refused(reason, 'websocket');
    this.close(refusals[reason].close, refusals[reason].text);
  }

  /** `ws` closes by itself with a code alone: the sentence is added. */
  override close(code?: number, text?: string | Buffer): void {
    const refusal = Object.values(refusals).find(({ close }) => close === code);
    super.close(code, text ?? (code === undefined ? undefined : refusal?.text));
  }

  #heard(data: unknown, isBinary: unknown): boolean {
    const guard = this.#guard;
    if (!guard || !this.#mayPass()) return false;
    if (isBinary) {
      this.refuse('not-text');
      return false;
    }
    guard.house.speaker = this;
    guard.house.bytes = Buffer.isBuffer(data) ? data.length : 0;
    return super.emit('message', data, false);
  }

  /** A ping is answered here and not by `ws`, which ends a connection without a word when there are many. */
  #answered(event: 'ping' | 'pong', data: unknown): boolean {
    if (event === 'ping' && !this.#isUnread()) this.pong(data);
    return true;
  }

  #mayPass(): boolean {
    if (this.readyState !== WebSocket.OPEN) return false;
    if (this.#guard && !this.#bucket?.take(this.#guard.house.limits, performance.now())) {
      this.refuse('flooding');
      return false;
    }
    return true;
  }

  /** Messages that come at once leave at once, in one write. */
  #write(text: string): void {
    if (!this.reachable || this.#isUnread()) return;
    const stream = this.#guard?.stream;
    if (stream && stream.writableCorked === 0) {
      stream.cork();
      process.nextTick(uncork, stream);
    }
    super.send(text);
  }

  /** Whether so much waits to be read on the other side that nothing may be added; the connection is closed then. */
  #isUnread(): boolean {
    if (!this.#guard || this.bufferedAmount <= this.#guard.house.limits.unreadBytes) return false;
    this.refuse('slow-reader');
    return true;
  }

  /** `ws` has begun to close the connection; a connection that broke was not refused. */
  #failed(error: unknown): boolean {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('WS_ERR_'))
      this.#guard?.house.metrics.refused(reasonsOfWs[code] ?? 'protocol-error', 'websocket');
    return true;
  }
}

function uncork(stream: Duplex): void {
  stream.uncork();
}

const reasonsOfWs: Readonly<Record<string, Reason>> = {
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 'too-large',
  WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH: 'too-large',
  WS_ERR_INVALID_UTF8: 'not-utf8',
  WS_ERR_TOO_MANY_BUFFERED_PARTS: 'too-many-pieces',
};
