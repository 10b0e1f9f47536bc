/** A call that really runs: a link to our relay for each end, both connections, and the means to end it. */
import type { Impairment } from '#domain/path-events.ts';
import type { PeerName, TraceEvent } from '#domain/trace.ts';
import { openRelayLink, type RelayLink } from '#lab/relay-link.ts';
import { RelayedCall } from '#lab/relayed-call.ts';
import { syntheticMedia, syntheticPicture } from '#lab/synthetic-media.ts';
import { createTraceLog } from '#lab/trace-log.ts';
import type { Trial, TurnTransport } from './words.ts';

export interface CallWish {
  transport: TurnTransport;
  trial: Trial;
}

export interface Hues {
  a: string;
  b: string;
  paper: string;
}

export interface CallEvents {
  onEvent(event: TraceEvent): void;
  /** The relay tells no more. */
  onLost(reason: string): void;
}

/** An address inside a network, as that of the relay itself may be (RFC 1918 §3); no page may be helped to reach it. */
const forbidden = '10.0.0.1';

export class LiveCall {
  readonly #controller: AbortController;
  readonly #link: RelayLink;
  readonly #call: RelayedCall;
  readonly #now: () => number;

  private constructor(link: RelayLink, call: RelayedCall, now: () => number, controller: AbortController) {
    this.#link = link;
    this.#call = call;
    this.#now = now;
    this.#controller = controller;
  }

  /** Opens both ways to the relay and begins the call; rejects where the relay is not there, or `parent` has aborted. */
  static async start(wish: CallWish, hues: Hues, events: CallEvents, parent: AbortSignal): Promise<LiveCall> {
    const controller = new AbortController();
    const { signal } = controller;
    parent.addEventListener('abort', () => controller.abort(), { signal });
    const log = createTraceLog(events.onEvent);
    const { onLost } = events;
    const open = (peer: PeerName): Promise<RelayLink> => openRelayLink({ peer, log, signal, onLost });
    const [a, b] = await Promise.all([open('a'), open('b')]);
    signal.throwIfAborted();
    const { trial, transport } = wish;
    if (trial === 'quota') await a.limitAllocations(0);
    const server = a.turn(transport, trial === 'wrong' || trial === 'expired' ? trial : 'own');
    const call = new RelayedCall({
      ice: { a: relayedBy(server), b: relayedBy(b.turn()) },
      streams: { a: mediaOf('a', hues, signal), b: mediaOf('b', hues, signal) },
      ...(trial === 'lure' ? { lure: forbidden } : {}),
      log,
      signal,
    });
    await call.begin();
    return new LiveCall(a, call, () => log.now(), controller);
  }

  /** What each end receives. */
  get received(): Readonly<Record<'a' | 'b', MediaStream>> {
    return this.#call.received;
  }

  /** Ms since the trace began. */
  now(): number {
    return this.#now();
  }

  /** Everything passes A's allocation, so that is where it is treated so, both ways. */
  impair(wish: Impairment): void {
    void this.#link.impair(wish);
  }

  /** Closes both connections and the way to the relay. */
  end(): void {
    this.#controller.abort();
  }
}

/** A connection that may use nothing but what this server lends. */
function relayedBy(server: RTCIceServer): RTCConfiguration {
  const iceServers = [server];
  return { iceServers, iceTransportPolicy: 'relay' };
}

/** A tone needs a page that has been touched; a picture does not. */
function mediaOf(peer: 'a' | 'b', hues: Hues, signal: AbortSignal): MediaStream {
  const colours = { ground: hues[peer], ink: hues.paper };
  const make = navigator.userActivation?.hasBeenActive ? syntheticMedia : syntheticPicture;
  return make(peer, colours, signal).stream;
}
