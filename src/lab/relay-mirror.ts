/** A page's WebSocket to our STUN and TURN server, by which it is told of its packets and says what it wishes. */
import { estimateOffset, type PingTimes } from '#domain/clock-offset.ts';
import { type PageMessage, parseServerMessage, type ServerMessage } from '#domain/relay-wire.ts';
import type { PeerName } from '#domain/trace.ts';
import type { RelayOffer } from './relay-here.ts';
import type { TraceLog } from './trace-log.ts';

export interface RelayLinkOptions {
  /** The end whose packets go by this link; its name is on all that is appended. */
  peer: PeerName;
  /** Gets `packet`, `relay` and `impairment` events. */
  log: TraceLog;
  /** The link closes when it aborts. */
  signal: AbortSignal;
  /** A link that was open is so no more, and `close()` was not called; `reason` as `1006`. */
  onLost?: (reason: string) => void;
}

/** Milliseconds between two questions for the server's clock, once the first few have been answered. */
const pingEvery = 5000;

/** Questions asked at once, of which the fastest answer counts. */
const firstPings = 4;

/** The WebSocket of one link, and the comparison of its two clocks. */
export class RelayMirror {
  /** The port, once the clocks have been compared. */
  readonly opened: Promise<number>;
  readonly #socket: WebSocket;
  readonly #options: RelayLinkOptions;
  readonly #pings: PingTimes[] = [];
  /** What to do when each ping that was sent is answered, in their order. */
  readonly #answered: (() => void)[] = [];
  readonly #life = new AbortController();
  readonly #isOpen = Promise.withResolvers<number>();
  #port = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor({ mirror, username, credential }: RelayOffer, options: RelayLinkOptions) {
    this.#options = options;
    this.opened = this.#isOpen.promise;
    const url = new URL(mirror ?? '', location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    this.#socket = new WebSocket(url);
    const { signal } = this.#life;
    this.#socket.addEventListener('open', () => this.say({ type: 'open', username, credential }), { signal });
    this.#socket.addEventListener('message', ({ data }) => this.#hear(parseServerMessage(String(data))), { signal });
    this.#socket.addEventListener('close', ({ code, reason }) => this.#lost(`${code} ${reason}`.trim()), { signal });
    options.signal.addEventListener('abort', () => this.close(), { once: true, signal });
  }

  say(message: PageMessage): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  /** Says it, and resolves when the server has heard it: it answers a ping after what was said before. */
  ask(message: PageMessage): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    if (this.#life.signal.aborted) return Promise.resolve();
    this.say(message);
    this.#ping(resolve);
    return promise;
  }

  /** A socket that is closed before it is open is an error on the browser's console. */
  close(): void {
    const socket = this.#socket;
    this.#end('closed');
    if (socket.readyState === WebSocket.CONNECTING) socket.addEventListener('open', () => socket.close());
    else socket.close();
  }

  #end(reason: string): void {
    clearInterval(this.#timer);
    this.#life.abort();
    this.#isOpen.reject(new Error(`the relay is not there: ${reason}`));
    for (const answered of this.#answered.splice(0)) answered();
  }

  #lost(reason: string): void {
    this.#end(reason);
    if (this.#port !== 0) this.#options.onLost?.(reason);
  }

  #hear(message: ServerMessage | undefined): void {
    const { log, peer } = this.#options;
    switch (message?.type) {
      case 'opened':
        this.#port = message.port;
        for (let asked = 0; asked < firstPings; asked++) this.#ping();
        this.#timer = setInterval(() => this.#ping(), pingEvery);
        return;
      case 'pong':
        this.#pings.push({ ...message, returned: log.now() });
        if (this.#pings.length === firstPings) this.#isOpen.resolve(this.#port);
        this.#answered.shift()?.();
        return;
      case 'packet':
      case 'relay':
        log.append({ ...message, peer, seenAt: this.#onOurClock(message.seenAt) });
        return;
      case 'impairment':
        log.append({ ...message, peer });
    }
  }

  #ping(answered: () => void = () => {}): void {
    this.#answered.push(answered);
    this.say({ type: 'ping', sent: this.#options.log.now() });
  }

  /** Nothing was seen after it was heard of. */
  #onOurClock(serverTime: number): number {
    const { offset } = estimateOffset(this.#pings.slice(-16)) ?? { offset: 0 };
    return Math.min(this.#options.log.now(), serverTime - offset);
  }
}
