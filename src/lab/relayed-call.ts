/**
 * Two real connections in this page, joined by signaling in the page, that negotiate by themselves; which servers and which candidates
 * each may use is given. Everything is recorded.
 */
import type { PeerName, SignalingMessage } from '#domain/trace.ts';
import { sampleConnection } from './flow.ts';
import { candidateInit, recordConnection } from './recorder.ts';
import { otherPeer } from './signaling-channel.ts';
import type { TraceLog } from './trace-log.ts';

export interface RelayedCallOptions {
  /** What each end gathers with: its servers, and whether it may use anything but a relay. */
  ice: Readonly<Record<PeerName, Pick<RTCConfiguration, 'iceServers' | 'iceTransportPolicy'>>>;
  /** What each end sends. */
  streams: Readonly<Record<PeerName, MediaStream>>;
  /** An address that A is told B is at, beside those of B: `10.0.0.1`. */
  lure?: string;
  log: TraceLog;
  /** Both connections close when it aborts. */
  signal: AbortSignal;
}

/** A candidate of the host at an address: `candidate:7 1 udp 2122260223 10.0.0.1 50000 typ host` (RFC 8839 §5.1). */
const lureOf = (address: string): string => `candidate:7 1 udp 2122260223 ${address} 50000 typ host`;

/** Ms for which signaling that lures keeps back what is true: some checks are begun meanwhile (RFC 8445 §14.2, Ta). */
const keptBack = 400;

export class RelayedCall {
  readonly connections: Readonly<Record<PeerName, RTCPeerConnection>>;
  /** What each end receives, for a video element. */
  readonly received: Readonly<Record<PeerName, MediaStream>> = { a: new MediaStream(), b: new MediaStream() };
  readonly #options: RelayedCallOptions;
  /** Candidates that arrived before the description they belong to (webrtc-pc, addIceCandidate). */
  readonly #early: Record<PeerName, (RTCIceCandidateInit | undefined)[]> = { a: [], b: [] };

  /** Makes both connections at once, adds what they send, and waits for `begin`. */
  constructor(options: RelayedCallOptions) {
    this.#options = options;
    this.connections = { a: this.#connection('a'), b: this.#connection('b') };
  }

  /** A offers, and B answers. A call that the browser refuses is in the trace, not thrown. */
  async begin(): Promise<void> {
    const { a } = this.connections;
    await this.#attempt(async () => {
      const offer = await a.createOffer();
      await a.setLocalDescription(offer);
      this.#send('a', { kind: 'description', description: { type: 'offer', sdp: offer.sdp ?? '' } });
    });
  }

  /** Negotiates again with new ICE credentials (RFC 8445 §9, webrtc-pc restartIce). */
  async restart(): Promise<void> {
    this.connections.a.restartIce();
    await this.begin();
  }

  #connection(peer: PeerName): RTCPeerConnection {
    const { ice, streams, log, signal } = this.#options;
    const connection = new RTCPeerConnection({ iceServers: [], bundlePolicy: 'max-bundle', ...ice[peer] });
    recordConnection(connection, peer, log, signal);
    connection.addEventListener('icecandidate', (event) => this.#found(peer, event), { signal });
    connection.addEventListener('track', ({ track }) => this.received[peer].addTrack(track), { signal });
    for (const track of streams[peer].getTracks()) connection.addTrack(track, streams[peer]);
    sampleConnection(connection, peer, log, signal);
    signal.addEventListener('abort', () => connection.close(), { once: true });
    return connection;
  }

  #found(peer: PeerName, { candidate }: RTCPeerConnectionIceEvent): void {
    // an empty candidate ends one generation on one transport; null, which follows, ends them all
    if (candidate?.candidate === '') return;
    this.#send(
      peer,
      candidate ? { kind: 'candidate', candidate: candidateInit(candidate) } : { kind: 'end-of-candidates' },
    );
  }

  #send(peer: PeerName, body: SignalingMessage): void {
    const { log, signal } = this.#options;
    const message = log.nextId();
    log.append({ type: 'sent', peer, message, body });
    // who lures keeps B's own candidates back, or A would have found B before it looks elsewhere
    const isKept = peer === 'b' && body.kind !== 'description' && this.#options.lure !== undefined;
    // what is sent arrives in a task of its own, as over any channel
    setTimeout(
      () => {
        if (signal.aborted) return;
        log.append({ type: 'received', peer: otherPeer(peer), message });
        void this.#attempt(() => this.#take(otherPeer(peer), body));
      },
      isKept ? keptBack : 0,
    );
  }

  async #take(peer: PeerName, body: SignalingMessage): Promise<void> {
    const connection = this.connections[peer];
    if (body.kind === 'description') {
      await connection.setRemoteDescription(body.description);
      for (const candidate of this.#early[peer].splice(0)) await connection.addIceCandidate(candidate);
      if (peer === 'a') await this.#follow();
      else await this.#answer();
    } else if (body.kind === 'candidate' || body.kind === 'end-of-candidates') {
      const candidate = body.kind === 'candidate' ? body.candidate : undefined;
      if (connection.remoteDescription) await connection.addIceCandidate(candidate);
      else this.#early[peer].push(candidate);
    }
  }

  async #answer(): Promise<void> {
    const { b } = this.connections;
    const answer = await b.createAnswer();
    await b.setLocalDescription(answer);
    this.#send('b', { kind: 'description', description: { type: 'answer', sdp: answer.sdp ?? '' } });
  }

  async #follow(): Promise<void> {
    const { lure } = this.#options;
    if (lure) await this.connections.a.addIceCandidate({ candidate: lureOf(lure), sdpMid: '0', sdpMLineIndex: 0 });
  }

  /** What the browser refuses is in the trace. */
  async #attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (reason) {
      if (!(reason instanceof DOMException || reason instanceof TypeError)) throw reason;
    }
  }
}
