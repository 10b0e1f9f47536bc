/** A live call through our relay, each end by a link of its own, both of whose paths are treated alike. */
import type { Impairment } from '#domain/path-events.ts';
import type { PeerName, TraceEvent } from '#domain/trace.ts';
import { sayEachSecond } from '#lab/flow.ts';
import { openRelayLink, type RelayLink } from '#lab/relay-link.ts';
import { RelayedCall } from '#lab/relayed-call.ts';
import { type Colours, syntheticPicture } from '#lab/synthetic-media.ts';
import { createTraceLog, type TraceLog } from '#lab/trace-log.ts';

export interface CallOptions {
  colours: Readonly<Record<PeerName, Colours>>;
  onEvent(event: TraceEvent): void;
  /** The relay went while the call was on. */
  onLost(): void;
  /** Everything ends when it aborts. */
  signal: AbortSignal;
}

export class Call {
  readonly events: TraceEvent[] = [];
  readonly #log: TraceLog;
  readonly #options: CallOptions;
  #links: Readonly<Record<PeerName, RelayLink>> | undefined;
  #call: RelayedCall | undefined;

  constructor(options: CallOptions) {
    this.#options = options;
    this.#log = createTraceLog((event) => {
      this.events.push(event);
      options.onEvent(event);
    });
  }

  /** Milliseconds since its trace began. */
  now(): number {
    return this.#log.now();
  }

  /** What an end receives, once the call has begun. */
  received(peer: PeerName): MediaStream | undefined {
    return this.#call?.received[peer];
  }

  /** Opens both links, makes both connections, and lets A offer. Rejects where there is no relay, or as the signal says. */
  async begin(): Promise<void> {
    const { signal, colours } = this.#options;
    const [a, b] = await Promise.all([this.#link('a'), this.#link('b')]);
    this.#links = { a, b };
    const only = ({ servers }: RelayLink) => ({ iceServers: turnOf(servers), iceTransportPolicy: 'relay' }) as const;
    const streams = {
      a: syntheticPicture('a', colours.a, signal).stream,
      b: syntheticPicture('b', colours.b, signal).stream,
    };
    const call = new RelayedCall({ ice: { a: only(a), b: only(b) }, streams, log: this.#log, signal });
    this.#call = call;
    sayEachSecond(call.connections.a.createDataChannel('chat'), 'a', signal);
    call.connections.b.addEventListener('datachannel', ({ channel }) => sayEachSecond(channel, 'b', signal), {
      signal,
    });
    await call.begin();
  }

  /** What is done to the path from now on, both ways. */
  impair(wish: Impairment): void {
    for (const link of Object.values(this.#links ?? {})) link.impair(wish);
  }

  /** A asks for new ICE credentials and offers again. */
  async restart(): Promise<void> {
    if (this.#call?.connections.a.signalingState === 'stable') await this.#call.restart();
  }

  #link(peer: PeerName): Promise<RelayLink> {
    const { signal, onLost } = this.#options;
    return openRelayLink({ peer, log: this.#log, signal, onLost: () => onLost() });
  }
}

/** TURN over UDP alone: one path, so that there is one to lose. */
const turnOf = (servers: readonly RTCIceServer[]): RTCIceServer[] =>
  servers.filter(({ urls }) => [urls].flat().some((url) => url.startsWith('turn:') && url.endsWith('udp')));
