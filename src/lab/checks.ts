/**
 * Two real connections in this page that have gathered all their candidates and handed none over: nothing is checked until `begin`.
 * Trickled as they are found, the first pair would be in use before a relayed candidate is there, and Chromium then looks for no more.
 */
import type { Description, PeerName } from '#domain/trace.ts';
import { samplePairs } from './pair-sampler.ts';
import { candidateInit, recordConnection } from './recorder.ts';
import { otherPeer } from './signaling-channel.ts';
import type { TraceLog } from './trace-log.ts';

/** Milliseconds that pairs are followed for after both are connected: what is nominated first need not stay. */
const afterwards = 700;

/** Milliseconds after which a run that does not connect is over. */
const patience = 5000;

export class Checks {
  readonly #connections: Record<PeerName, RTCPeerConnection>;
  readonly #found: Record<PeerName, RTCIceCandidate[]> = { a: [], b: [] };
  readonly #log: TraceLog;
  readonly #signal: AbortSignal;

  /** Makes both connections; they close when `signal` aborts. */
  constructor(iceServers: RTCIceServer[], log: TraceLog, signal: AbortSignal) {
    this.#log = log;
    this.#signal = signal;
    const make = (peer: PeerName): RTCPeerConnection => {
      const connection = new RTCPeerConnection({ iceServers, bundlePolicy: 'max-bundle' });
      recordConnection(connection, peer, log, signal);
      const keep = ({ candidate }: RTCPeerConnectionIceEvent): void => {
        if (candidate?.candidate) this.#found[peer].push(candidate);
      };
      connection.addEventListener('icecandidate', keep, { signal });
      signal.addEventListener('abort', () => connection.close(), { once: true });
      return connection;
    };
    this.#connections = { a: make('a'), b: make('b') };
  }

  /** Negotiates without a candidate, and resolves when both have gathered; before that where `signal` aborts. */
  async prepare(): Promise<void> {
    const { a, b } = this.#connections;
    try {
      await this.#negotiate();
    } catch (reason) {
      // a connection that is closed meanwhile refuses to go on
      if (!this.#signal.aborted) throw reason;
    }
    await Promise.all([gathered(a, this.#signal), gathered(b, this.#signal)]);
  }

  async #negotiate(): Promise<void> {
    const { a, b } = this.#connections;
    a.createDataChannel('chat');
    await a.setLocalDescription(await a.createOffer());
    await b.setRemoteDescription(withoutCandidates(a.localDescription));
    await b.setLocalDescription(await b.createAnswer());
    await a.setRemoteDescription(withoutCandidates(b.localDescription));
  }

  /** Hands every candidate over, both ways at once, and follows the pairs; resolves when there is no more to see. */
  async begin(): Promise<void> {
    if (this.#signal.aborted) return;
    const following = new AbortController();
    const signal = AbortSignal.any([following.signal, this.#signal]);
    const over = connected(Object.values(this.#connections), this.#signal);
    for (const peer of ['a', 'b'] as const) this.#handOver(peer);
    for (const peer of ['a', 'b'] as const) samplePairs(this.#connections[peer], peer, this.#log, signal);
    if (await over) await passing(afterwards, this.#signal);
    following.abort();
  }

  /** Gives one end all that the other has found, and the end of it (RFC 8838 §13). */
  #handOver(to: PeerName): void {
    const connection = this.#connections[to];
    const give = async (candidate: RTCIceCandidateInit | null): Promise<void> => {
      try {
        await connection.addIceCandidate(candidate);
      } catch (reason) {
        // refused, which is in the trace, or closed meanwhile
        if (!(reason instanceof DOMException || reason instanceof TypeError)) throw reason;
      }
    };
    for (const candidate of this.#found[otherPeer(to)]) void give(candidateInit(candidate));
    void give(null);
  }
}

/** The description as it would be sent before any candidate was found (RFC 8838 §4). */
function withoutCandidates(description: RTCSessionDescription | null): Description {
  const lines = (description?.sdp ?? '').split('\r\n');
  const sdp = lines.filter((line) => !/^a=(candidate:|end-of-candidates)/.test(line)).join('\r\n');
  return { type: description?.type ?? 'offer', sdp };
}

function gathered(connection: RTCPeerConnection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (connection.iceGatheringState === 'complete' || signal.aborted) resolve();
    };
    connection.addEventListener('icegatheringstatechange', check, { signal });
    signal.addEventListener('abort', check, { once: true });
    check();
  });
}

/** Whether all were connected before one of them failed, or `patience` or `signal` ended it. */
function connected(connections: readonly RTCPeerConnection[], signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), patience);
    const end = (result: boolean): void => {
      clearTimeout(timer);
      resolve(result);
    };
    const check = (): void => {
      const states = connections.map(({ iceConnectionState }) => iceConnectionState);
      if (states.includes('failed')) end(false);
      else if (states.every((state) => state === 'connected' || state === 'completed')) end(true);
    };
    for (const each of connections) each.addEventListener('iceconnectionstatechange', check, { signal });
    signal.addEventListener('abort', () => end(false), { once: true });
  });
}

function passing(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
