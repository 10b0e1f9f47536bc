/**
 * One real RTCPeerConnection, recorded, and the code that negotiates it: each call is made into a step that waits to be run. Two
 * of them in one page are a `Loopback`, one with the other in another page is a `Half`.
 */
import type { Step, StepKind } from '#domain/step.ts';
import type { CandidateInit, Description, PeerName, SignalingMessage } from '#domain/trace.ts';
import { candidateInit, recordConnection } from './recorder.ts';
import type { TraceLog } from './trace-log.ts';

/** A step, and what it does. */
export type Held = Step & { run: () => unknown };

export interface HeldConnectionOptions {
  peer: PeerName;
  carries: 'data' | 'media' | 'both';
  /** Candidates travel one by one as they are found (RFC 8838); otherwise the description waits for all of them. */
  trickle: boolean;
  /** Candidates are kept back, to see what descriptions alone achieve. */
  withhold?: boolean;
  /** The servers to gather at, and which candidates may be used; no server unless given. */
  ice?: Pick<RTCConfiguration, 'iceServers' | 'iceTransportPolicy'>;
  log: TraceLog;
  /** The connection closes when it aborts. */
  signal: AbortSignal;
  /** What is sent, unless data alone is carried. */
  stream?: MediaStream | undefined;
  /** Hands a message to signaling. */
  send(body: SignalingMessage): void;
  /** Told of a data channel that this end made, or that appeared here. */
  onChannel(channel: RTCDataChannel): void;
}

/** One transport for all media from the start, so that candidates are gathered once, not once an m-line (RFC 9429 §4.1.1). */
const configuration: RTCConfiguration = { iceServers: [], bundlePolicy: 'max-bundle' };

export class HeldConnection {
  readonly connection: RTCPeerConnection;
  readonly #options: HeldConnectionOptions;
  /** Candidates found before their description was sent. */
  #outbox: { generation: string; body: SignalingMessage }[] = [];
  /** The `ice-ufrag` of every description that was sent: candidates of these generations may follow (RFC 8839 §5.4). */
  readonly #sent = new Set<string>();
  #created: Description | undefined;

  /** Makes the connection at once; it closes when the signal aborts. */
  constructor(options: HeldConnectionOptions) {
    this.#options = options;
    const { peer, log, signal, trickle, withhold, ice, onChannel } = options;
    const connection = new RTCPeerConnection({ ...configuration, ...ice });
    this.connection = connection;
    recordConnection(connection, peer, log, signal);
    connection.addEventListener('datachannel', ({ channel }) => onChannel(channel), { signal });
    if (trickle && !withhold)
      connection.addEventListener('icecandidate', (event) => this.#onCandidate(event), { signal });
    signal.addEventListener('abort', () => connection.close(), { once: true });
  }

  /** What is to be negotiated: A makes the data channel, and each end adds its tracks. */
  setUp(): Held[] {
    const { connection } = this;
    const { peer, carries, stream, onChannel } = this.#options;
    const channel: Held = {
      peer,
      kind: 'createDataChannel',
      label: 'chat',
      run: () => onChannel(connection.createDataChannel('chat')),
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

  /** Makes a description, applies it and sends it. It is not sent where `isDropped` says, by then, that it is not wanted. */
  make(type: 'offer' | 'answer', isDropped: () => boolean = () => false): Held[] {
    const { connection } = this;
    const { peer, trickle } = this.#options;
    const create = async (): Promise<void> => {
      const created = await (type === 'offer' ? connection.createOffer() : connection.createAnswer());
      this.#created = { type, sdp: created.sdp ?? '' };
    };
    return [
      { peer, kind: type === 'offer' ? 'createOffer' : 'createAnswer', run: create },
      { peer, kind: `setLocal(${type})`, run: () => connection.setLocalDescription(this.#createdAs(type)) },
      { peer, kind: trickle ? `send(${type})` : `sendGathered(${type})`, run: () => this.#send(type, isDropped) },
    ];
  }

  /** Applies what the other end has sent: `description` is asked for when the step runs, and throws where there is none. */
  take(type: 'offer' | 'answer', description: () => Description): Held {
    const { peer } = this.#options;
    return { peer, kind: `setRemote(${type})`, run: () => this.connection.setRemoteDescription(description()) };
  }

  /** Adds a candidate of the other end; null: the end of its candidates. */
  takeCandidate(candidate: CandidateInit | null): Held {
    const kind: StepKind = candidate ? 'addIceCandidate' : 'endOfCandidates';
    return { peer: this.#options.peer, kind, run: () => this.connection.addIceCandidate(candidate) };
  }

  /** Asks for new ICE credentials in the next offer (webrtc-pc, restartIce). */
  restartIce(): Held {
    return { peer: this.#options.peer, kind: 'restartIce', run: () => this.connection.restartIce() };
  }

  /** What was created last; empty where the browser refused to create one of this type. */
  #createdAs(type: 'offer' | 'answer'): Description {
    return this.#created?.type === type ? this.#created : { type, sdp: '' };
  }

  async #send(type: 'offer' | 'answer', isDropped: () => boolean): Promise<void> {
    const { trickle, signal, send } = this.#options;
    if (!trickle) await gatheringComplete(this.connection, signal);
    if (isDropped()) return;
    const made = trickle ? this.#createdAs(type) : this.connection.localDescription;
    const description: Description = { type, sdp: made?.sdp ?? '' };
    send({ kind: 'description', description });
    for (const generation of generationsOf(description.sdp)) this.#sent.add(generation);
    // what is left behind belongs to a description that was rolled back before it was sent
    const waiting = this.#outbox;
    this.#outbox = [];
    for (const { generation, body } of waiting) if (this.#sent.has(generation)) send(body);
  }

  #onCandidate({ candidate }: RTCPeerConnectionIceEvent): void {
    // an empty candidate ends one generation on one transport; null, which follows, ends them all
    if (candidate?.candidate === '') return;
    const body: SignalingMessage = candidate
      ? { kind: 'candidate', candidate: candidateInit(candidate) }
      : { kind: 'end-of-candidates' };
    const [gathering = ''] = generationsOf((this.connection.localDescription ?? this.#created)?.sdp ?? '');
    const generation = candidate?.usernameFragment ?? gathering;
    if (this.#sent.has(generation)) this.#options.send(body);
    else this.#outbox.push({ generation, body });
  }
}

const generationsOf = (sdp: string): string[] =>
  [...sdp.matchAll(/^a=ice-ufrag:(\S+)/gm)].map(([, ufrag = '']) => ufrag);

/** Runs a step, numbered in the log, and waits for its outcome: false when the browser refused, which is in the trace, not thrown. */
export async function runHeld({ run }: Held, log: TraceLog, number: number): Promise<boolean> {
  log.beginStep(number);
  try {
    await run();
    return true;
  } catch (reason) {
    if (!(reason instanceof DOMException || reason instanceof TypeError)) throw reason;
    return false;
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
