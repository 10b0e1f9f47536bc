/**
 * Two real RTCPeerConnections in one page, and the application code that joins them. The code is held before each of its calls,
 * and `step()` lets the next one go.
 */
import type { Letter } from '#domain/letter.ts';
import type { Step, StepKind } from '#domain/step.ts';
import type { CandidateInit, Description, PeerName, SignalingMessage } from '#domain/trace.ts';
import { inPage } from './carriers/in-page.ts';
import { candidateInit, recordConnection } from './recorder.ts';
import { otherPeer, type SignalingChannel } from './signaling-channel.ts';
import type { TraceLog } from './trace-log.ts';

/** What is negotiated, and how. */
export interface Scenario {
  carries: 'data' | 'media' | 'both';
  /** Candidates travel one by one as they are found (RFC 8838); otherwise the description waits for all of them. */
  trickle: boolean;
  /** Candidates are kept back, to see what descriptions alone achieve. */
  withhold: boolean;
}

/** A call that the script does not make, to see what the browser says. */
export type Fault = Step & {
  kind: 'createAnswer' | 'setRemote(answer)' | 'addIceCandidate' | 'setLocal(rollback)' | 'close';
};

/** Told of a data channel at the end that made it and at the end that it appeared at. */
export type OnChannel = (channel: RTCDataChannel, peer: PeerName) => void;

type Held = Step & { run: () => unknown };

/** A candidate of nobody: well formed, from the documentation range of RFC 5737. */
const strayCandidate = 'candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host';

/** A session of no media: well formed (RFC 8866 §5), and an answer to nothing. */
const emptySession = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n';

/** One transport for all media from the start, so that candidates are gathered once, not once an m-line (RFC 9429 §4.1.1). */
const configuration: RTCConfiguration = { iceServers: [], bundlePolicy: 'max-bundle' };

export class Loopback {
  readonly #scenario: Scenario;
  readonly #log: TraceLog;
  readonly #signal: AbortSignal;
  readonly #connections: Record<PeerName, RTCPeerConnection>;
  readonly #signaling: Record<PeerName, SignalingChannel>;
  readonly #carrier = inPage();
  /** Number of messages that each has sent. */
  readonly #posted: Record<PeerName, number> = { a: 0, b: 0 };
  readonly #streams: Record<PeerName, MediaStream> | undefined;
  readonly #onChannel: OnChannel;
  /** The negotiation itself, first to last. */
  readonly #script: Held[];
  /** addIceCandidate calls, which wait until the descriptions are through. */
  readonly #candidates: Held[] = [];
  /** Candidates found before their description was sent. */
  readonly #outbox: Record<PeerName, SignalingMessage[] | undefined> = { a: [], b: [] };
  readonly #inbox: Record<PeerName, Description | undefined> = { a: undefined, b: undefined };
  /** Peers that have been told of the other's end of candidates. */
  readonly #ended = new Set<PeerName>();
  #arrived: () => void = () => {};
  #created: Description | undefined;
  #taken = 0;

  /** Makes both connections at once; they and everything they started end when `signal` aborts. */
  constructor(
    scenario: Scenario,
    log: TraceLog,
    signal: AbortSignal,
    streams?: Record<PeerName, MediaStream>,
    onChannel: OnChannel = () => {},
  ) {
    this.#scenario = scenario;
    this.#log = log;
    this.#signal = signal;
    this.#streams = streams;
    this.#onChannel = onChannel;
    this.#connections = { a: new RTCPeerConnection(configuration), b: new RTCPeerConnection(configuration) };
    this.#signaling = { a: this.#join('a'), b: this.#join('b') };
    for (const peer of ['a', 'b'] as const) this.#prepare(peer);
    this.#script = [
      ...this.#setUp('a'),
      ...this.#half('a', 'offer'),
      ...this.#setUp('b'),
      ...this.#half('b', 'answer'),
    ];
    signal.addEventListener('abort', () => this.#close(), { once: true });
  }

  /** The connection of a peer, for reading its state and statistics. */
  connection(peer: PeerName): RTCPeerConnection {
    return this.#connections[peer];
  }

  /** What is held, in the order in which it will run. */
  planned(): readonly Step[] {
    return [...this.#script, ...this.#candidates];
  }

  /** Whether every call has been made that will ever be: with trickle, candidates may still be coming. */
  get finished(): boolean {
    const { trickle, withhold } = this.#scenario;
    const more = trickle && !withhold && this.#ended.size < 2;
    return this.#script.length === 0 && this.#candidates.length === 0 && !more;
  }

  /**
   * Makes the next call and waits for its outcome; a refused call is in the trace, not thrown. Where the next call needs a
   * candidate that the browser has yet to find, waits for it. Returns what was run, or undefined when there is no more.
   */
  async step(): Promise<Step | undefined> {
    while (!this.finished && this.planned().length === 0 && !this.#signal.aborted) await this.#arrival();
    const held = this.#script.shift() ?? this.#candidates.shift();
    if (held) await this.#run(held);
    return held;
  }

  /** Resolves when a candidate, or the end of them, has arrived at either peer, or the signal aborts. */
  #arrival(): Promise<void> {
    return new Promise((resolve) => {
      this.#signal.addEventListener('abort', () => resolve(), { once: true });
      this.#arrived = resolve;
    });
  }

  /** Makes a call that the script does not hold. */
  async provoke({ peer, kind }: Fault): Promise<void> {
    await this.#run({ peer, kind, run: this.#faulty(peer, kind) });
  }

  async #run({ run }: Held): Promise<void> {
    this.#taken += 1;
    this.#log.beginStep(this.#taken);
    try {
      await run();
    } catch (reason) {
      if (!(reason instanceof DOMException || reason instanceof TypeError)) throw reason;
    }
  }

  #prepare(peer: PeerName): void {
    const connection = this.#connections[peer];
    recordConnection(connection, peer, this.#log, this.#signal);
    connection.addEventListener(
      'icecandidate',
      ({ candidate }) => {
        if (candidate?.candidate === '') return;
        this.#onCandidate(peer, candidate ? candidateInit(candidate) : null);
      },
      { signal: this.#signal },
    );
    connection.addEventListener('datachannel', ({ channel }) => this.#onChannel(channel, peer), {
      signal: this.#signal,
    });
  }

  #setUp(peer: PeerName): Held[] {
    const { carries } = this.#scenario;
    const connection = this.#connections[peer];
    const stream = this.#streams?.[peer];
    const channel: Held = {
      peer,
      kind: 'createDataChannel',
      label: 'chat',
      run: () => this.#onChannel(connection.createDataChannel('chat'), peer),
    };
    const tracks = (stream?.getTracks() ?? []).map(
      (track): Held => ({
        peer,
        kind: track.kind === 'audio' ? 'addTrack(audio)' : 'addTrack(video)',
        run: () => stream && connection.addTrack(track, stream),
      }),
    );
    return [...(peer === 'a' && carries !== 'media' ? [channel] : []), ...(carries === 'data' ? [] : tracks)];
  }

  /** One peer's half: it makes its description and applies it, sends it, and the other applies it. */
  #half(peer: PeerName, type: 'offer' | 'answer'): Held[] {
    const connection = this.#connections[peer];
    const { trickle } = this.#scenario;
    const other = otherPeer(peer);
    const create = async (): Promise<void> => {
      const created = await (type === 'offer' ? connection.createOffer() : connection.createAnswer());
      this.#created = { type, sdp: created.sdp ?? '' };
    };
    return [
      { peer, kind: type === 'offer' ? 'createOffer' : 'createAnswer', run: create },
      { peer, kind: `setLocal(${type})`, run: () => connection.setLocalDescription(this.#created) },
      { peer, kind: trickle ? `send(${type})` : `sendGathered(${type})`, run: () => this.#sendDescription(peer, type) },
      { peer: other, kind: `setRemote(${type})`, run: () => this.#applyInbox(other) },
    ];
  }

  #applyInbox(peer: PeerName): Promise<void> {
    const description = this.#inbox[peer];
    if (!description) throw new DOMException('No description has arrived.', 'InvalidStateError');
    return this.#connections[peer].setRemoteDescription(description);
  }

  async #sendDescription(peer: PeerName, type: 'offer' | 'answer'): Promise<void> {
    const connection = this.#connections[peer];
    if (!this.#scenario.trickle) await gatheringComplete(connection, this.#signal);
    const made = this.#scenario.trickle ? this.#created : connection.localDescription;
    const description: Description = { type, sdp: made?.sdp ?? '' };
    this.#send(peer, { kind: 'description', description });
    const waiting = this.#outbox[peer] ?? [];
    this.#outbox[peer] = undefined;
    for (const body of waiting) this.#send(peer, body);
  }

  #onCandidate(peer: PeerName, candidate: CandidateInit | null): void {
    if (!this.#scenario.trickle || this.#scenario.withhold) return;
    const body: SignalingMessage = candidate ? { kind: 'candidate', candidate } : { kind: 'end-of-candidates' };
    const outbox = this.#outbox[peer];
    if (outbox) outbox.push(body);
    else this.#send(peer, body);
  }

  #join(peer: PeerName): SignalingChannel {
    const onLetter = (letter: Letter): void => {
      if (letter.kind !== 'parcel' || letter.content.kind !== 'message') return;
      const { message, body } = letter.content;
      this.#log.append({ type: 'received', peer, message });
      this.#deliver(peer, body);
    };
    return this.#carrier({ room: 'loopback', peer, page: peer }, { onLetter, onState: () => {} }, this.#signal);
  }

  /** Sends to the other peer; recorded as `sent` here and `received` there. */
  #send(peer: PeerName, body: SignalingMessage): void {
    const message = this.#log.nextId();
    const step = body.kind === 'description' ? this.#log.takeStep() : {};
    this.#log.append({ type: 'sent', peer, message, body, ...step });
    const [from, to, content] = [peer, otherPeer(peer), { kind: 'message', message, body } as const];
    this.#posted[peer] += 1;
    const number = this.#posted[peer];
    this.#signaling[peer].send({ kind: 'parcel', from, to, stream: 'signaling', number, content });
  }

  #deliver(peer: PeerName, body: SignalingMessage): void {
    const connection = this.#connections[peer];
    if (body.kind === 'description') {
      this.#inbox[peer] = body.description;
      return;
    }
    const kind: StepKind = body.kind === 'candidate' ? 'addIceCandidate' : 'endOfCandidates';
    const candidate = body.kind === 'candidate' ? body.candidate : null;
    if (kind === 'endOfCandidates') this.#ended.add(peer);
    this.#candidates.push({ peer, kind, run: () => connection.addIceCandidate(candidate) });
    this.#arrived();
  }

  #faulty(peer: PeerName, kind: Fault['kind']): () => unknown {
    const connection = this.#connections[peer];
    const calls: Record<Fault['kind'], () => unknown> = {
      createAnswer: () => connection.createAnswer(),
      'setRemote(answer)': () => connection.setRemoteDescription({ type: 'answer', sdp: emptySession }),
      addIceCandidate: () => connection.addIceCandidate({ candidate: strayCandidate, sdpMid: '0' }),
      'setLocal(rollback)': () => connection.setLocalDescription({ type: 'rollback' }),
      close: () => connection.close(),
    };
    return calls[kind];
  }

  #close(): void {
    this.#script.length = 0;
    this.#candidates.length = 0;
    this.#connections.a.close();
    this.#connections.b.close();
  }
}

/** Waits until a connection has gathered all its candidates, or `signal` aborts (webrtc-pc, RTCIceGatheringState enum). */
function gatheringComplete(connection: RTCPeerConnection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (connection.iceGatheringState === 'complete' || signal.aborted) resolve();
    };
    connection.addEventListener('icegatheringstatechange', check, { signal });
    signal.addEventListener('abort', check, { once: true });
    check();
  });
}
