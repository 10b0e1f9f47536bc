/**
 * A page's own way to our STUN and TURN server: a port and a username that nobody else has, and a WebSocket by which the server
 * tells this page, and no other, what came and went by them, and hears what the reader wishes it to do to the path.
 */
import { estimateOffset, type PingTimes } from '#domain/clock-offset.ts';
import type { Impairment } from '#domain/path-events.ts';
import { type AnswerAfter, type PageMessage, parseServerMessage, type ServerMessage } from '#domain/relay-wire.ts';
import type { PeerName } from '#domain/trace.ts';
import { type RelayOffer, relayOffer, type TurnCredential } from './relay-here.ts';
import type { TraceLog } from './trace-log.ts';

export type { Impairment } from '#domain/path-events.ts';
export { type RelayHere, relayHere } from './relay-here.ts';

/**
 * Which credential a connection gives: the page's own, its own with another password (401, then 401 again), or one that was good
 * until a minute ago (401).
 */
export type CredentialKind = 'own' | 'wrong' | 'expired';

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

export interface RelayLink {
  /** Where this page's own port is, UDP and TCP: `127.0.0.1:49152`. */
  readonly at: string;
  readonly username: string;
  /** For the `iceServers` of a connection that asks for its reflexive address alone. */
  readonly stun: RTCIceServer;
  /** For one that may be relayed, reached by UDP unless said. */
  turn(transport?: 'udp' | 'tcp', credential?: CredentialKind): RTCIceServer;
  /** All of it: STUN, and TURN by UDP and TCP. */
  readonly servers: RTCIceServer[];
  /**
   * What the server does to this page's relayed packets from now on, both ways; an `impairment` event says that it does. This and the
   * next two resolve once the server has heard it, or the link is closed.
   */
  impair(wish: Impairment): Promise<void>;
  /** How long the server takes to answer this page's Binding requests, in ms; `never`: it stays silent. At once unless said. */
  answerStun(after: AnswerAfter): Promise<void>;
  /** How many allocations this page may hold at once: the next one is refused by 486 (RFC 8656 §7.2). null: as many as any. */
  limitAllocations(allocations: number | null): Promise<void>;
  /** Gives port, allocations and username back. */
  close(): void;
}

/** No impairment: the path as it is. */
export const unimpaired: Impairment = {
  loss: 0,
  delay: 0,
  jitter: 0,
  rate: null,
  reorder: 0,
  duplicate: 0,
  cut: false,
};

/** Milliseconds between two questions for the server's clock, once the first few have been answered. */
const pingEvery = 5000;

/** Questions asked at once, of which the fastest answer counts. */
const firstPings = 4;

/**
 * Opens a link with a username and a port of its own: one for each end. Resolves once packets can go by it and the clocks have been
 * compared; rejects with an `Error` where there is no server of ours, or it refuses.
 */
export async function openRelayLink(options: RelayLinkOptions): Promise<RelayLink> {
  const { signal } = options;
  const offer = await relayOffer(signal);
  signal.throwIfAborted();
  if (!offer?.mirror) throw new Error('this host has no relay of ours');
  const mirror = new Mirror(offer, options);
  const port = await mirror.opened;
  return linkOf(mirror, offer, port);
}

function linkOf(mirror: Mirror, offer: RelayOffer, port: number): RelayLink {
  const at = `${offer.host}:${port}`;
  const stun = { urls: `stun:${at}` };
  const turn = (transport: 'udp' | 'tcp' = 'udp', kind: CredentialKind = 'own'): RTCIceServer => ({
    urls: `turn:${at}?transport=${transport}`,
    ...credentialOf(offer, kind),
  });
  return {
    at,
    username: offer.username,
    stun,
    turn,
    servers: [stun, turn('udp'), turn('tcp')],
    impair: (wish) => mirror.ask({ type: 'impair', ...wish }),
    answerStun: (after) => mirror.ask({ type: 'answer-stun', after }),
    limitAllocations: (allocations) => mirror.ask({ type: 'quota', allocations }),
    close: () => mirror.close(),
  };
}

function credentialOf({ username, credential, expired }: RelayOffer, kind: CredentialKind): TurnCredential {
  if (kind === 'expired') return { username: expired.username, credential: expired.credential };
  return { username, credential: kind === 'wrong' ? `${credential}?` : credential };
}

/** The WebSocket of one link, and the comparison of its two clocks. */
class Mirror {
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
