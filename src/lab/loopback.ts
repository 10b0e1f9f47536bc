/**
 * Two real RTCPeerConnections in one page, and the application code that joins them. The code is held before each of its calls,
 * and `step()` lets the next one go.
 */
import type { Letter } from '#domain/letter.ts';
import type { Step } from '#domain/step.ts';
import type { Description, PeerName, SignalingMessage } from '#domain/trace.ts';
import { inPage } from './carriers/in-page.ts';
import { type Held, HeldConnection, runHeld } from './held-connection.ts';
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

/** A candidate of nobody: well formed, from the documentation range of RFC 5737. */
const strayCandidate = 'candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host';

/** A session of no media: well formed (RFC 8866 §5), and an answer to nothing. */
const emptySession = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n';

export class Loopback {
  readonly #scenario: Scenario;
  readonly #log: TraceLog;
  readonly #signal: AbortSignal;
  readonly #ends: Record<PeerName, HeldConnection>;
  readonly #signaling: Record<PeerName, SignalingChannel>;
  readonly #carrier = inPage();
  /** Number of messages that each has sent. */
  readonly #posted: Record<PeerName, number> = { a: 0, b: 0 };
  /** The negotiation itself, first to last. */
  readonly #script: Held[];
  /** addIceCandidate calls, which wait until the descriptions are through. */
  readonly #candidates: Held[] = [];
  readonly #inbox: Record<PeerName, Description | undefined> = { a: undefined, b: undefined };
  /** Peers that have been told of the other's end of candidates. */
  readonly #ended = new Set<PeerName>();
  #arrived: () => void = () => {};
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
    this.#signaling = { a: this.#join('a'), b: this.#join('b') };
    const end = (peer: PeerName): HeldConnection =>
      new HeldConnection({
        ...scenario,
        peer,
        log,
        signal,
        stream: streams?.[peer],
        send: (body) => this.#send(peer, body),
        onChannel: (channel) => onChannel(channel, peer),
      });
    const { a, b } = { a: end('a'), b: end('b') };
    this.#ends = { a, b };
    const offered = [...a.setUp(), ...a.make('offer'), b.take('offer', () => this.#arrivedAt('b'))];
    this.#script = [...offered, ...b.setUp(), ...b.make('answer'), a.take('answer', () => this.#arrivedAt('a'))];
    signal.addEventListener('abort', () => this.#drop(), { once: true });
  }

  /** The connection of a peer, for reading its state and statistics. */
  connection(peer: PeerName): RTCPeerConnection {
    return this.#ends[peer].connection;
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

  async #run(held: Held): Promise<void> {
    this.#taken += 1;
    await runHeld(held, this.#log, this.#taken);
  }

  #arrivedAt(peer: PeerName): Description {
    const description = this.#inbox[peer];
    if (!description) throw new DOMException('No description has arrived.', 'InvalidStateError');
    return description;
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
    if (body.kind === 'description') this.#inbox[peer] = body.description;
    if (body.kind !== 'candidate' && body.kind !== 'end-of-candidates') return;
    if (body.kind === 'end-of-candidates') this.#ended.add(peer);
    this.#candidates.push(this.#ends[peer].takeCandidate(body.kind === 'candidate' ? body.candidate : null));
    this.#arrived();
  }

  #faulty(peer: PeerName, kind: Fault['kind']): () => unknown {
    const { connection } = this.#ends[peer];
    const calls: Record<Fault['kind'], () => unknown> = {
      createAnswer: () => connection.createAnswer(),
      'setRemote(answer)': () => connection.setRemoteDescription({ type: 'answer', sdp: emptySession }),
      addIceCandidate: () => connection.addIceCandidate({ candidate: strayCandidate, sdpMid: '0' }),
      'setLocal(rollback)': () => connection.setLocalDescription({ type: 'rollback' }),
      close: () => connection.close(),
    };
    return calls[kind];
  }

  #drop(): void {
    this.#script.length = 0;
    this.#candidates.length = 0;
  }
}
