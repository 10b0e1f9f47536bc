/** Lets this browser send Binding requests where our server sees them: to itself, or through it to another end in this page. */
import type { PeerName, SignalingMessage } from '#domain/trace.ts';
import { candidateInit, recordConnection } from './recorder.ts';
import { openRelayLink, type RelayLink } from './relay-link.ts';
import { otherPeer } from './signaling-channel.ts';
import type { TraceLog } from './trace-log.ts';

export interface BindingQuestion {
  /** Our STUN server, or the other end as a connectivity check (RFC 8445 §7), then by relays on both sides. */
  whom: 'server' | 'peer';
  /** Of the address at which the STUN server is asked. */
  family: 4 | 6;
  log: TraceLog;
  /** Resolves once what is asked for has been told. */
  told: Promise<void>;
  /** Ends everything. */
  signal: AbortSignal;
}

/** Milliseconds after which no answer is waited for: what was sent again several times by then is not heard. */
const patience = 4000;

/** Milliseconds that our server is given to tell of what it saw before the browser was done. */
const grace = 500;

/**
 * Asks once, and gives the password of the credential that the relay was used with. Resolves when `told` does, or no answer will come;
 * rejects as `openRelayLink` does, or with the signal's reason. All connections are closed then.
 */
export async function askBinding(question: BindingQuestion): Promise<{ password: string | undefined }> {
  question.signal.throwIfAborted();
  const life = new AbortController();
  const signal = AbortSignal.any([question.signal, life.signal]);
  try {
    const asking = question.whom === 'server' ? askServer(question, signal) : askPeer(question, signal);
    const { done, password } = await Promise.race([asking, refusal(question.signal)]);
    const outOfTime = Promise.race([done.then(() => after(grace, signal)), after(patience, signal)]);
    await Promise.race([question.told, outOfTime, refusal(question.signal)]);
    return { password };
  } finally {
    life.abort();
  }
}

interface Asking {
  /** Resolves when the browser has nothing more to ask. */
  done: Promise<void>;
  password: string | undefined;
}

async function askServer({ family, log }: BindingQuestion, signal: AbortSignal): Promise<Asking> {
  const link = await openRelayLink({ peer: 'a', log, signal });
  const iceServers = [{ urls: `stun:${addressOf(link, family)}` }];
  const connection = new RTCPeerConnection({ iceServers });
  follow(connection, 'a', log, signal);
  connection.createDataChannel('question');
  const done = new Promise<void>((resolve) => {
    connection.addEventListener('icecandidate', ({ candidate }) => candidate === null && resolve(), { signal });
  });
  await connection.setLocalDescription(await connection.createOffer());
  return { done, password: undefined };
}

/** On this machine our server has an address of each family; elsewhere the name or address of the page must do for both. */
function addressOf({ at }: RelayLink, family: 4 | 6): string {
  return family === 6 ? at.replace(/^127\.0\.0\.1:/, '[::1]:') : at;
}

async function askPeer({ log }: BindingQuestion, signal: AbortSignal): Promise<Asking> {
  const open = (peer: PeerName): Promise<RelayLink> => openRelayLink({ peer, log, signal });
  const [a, b] = await Promise.all([open('a'), open('b')]);
  const turn = a.turn();
  const connect = (iceServers: RTCIceServer[]): RTCPeerConnection =>
    new RTCPeerConnection({ iceServers, iceTransportPolicy: 'relay' });
  const ends = { a: connect([turn]), b: connect([b.turn()]) };
  const done = join(ends, log, signal);
  return { done, password: typeof turn.credential === 'string' ? turn.credential : undefined };
}

/** Offer, answer and candidates go from one to the other; resolves when both are connected. */
async function join(ends: Record<PeerName, RTCPeerConnection>, log: TraceLog, signal: AbortSignal): Promise<void> {
  const { a, b } = ends;
  const carry = async (from: PeerName, body: SignalingMessage, take: () => Promise<unknown>): Promise<void> => {
    const message = log.nextId();
    log.append({ type: 'sent', peer: from, message, body });
    log.append({ type: 'received', peer: otherPeer(from), message });
    await take();
  };
  const connected = (['a', 'b'] as const).map((peer) => isConnected(ends[peer], signal));
  const described = Promise.withResolvers<void>();
  for (const peer of ['a', 'b'] as const) {
    follow(ends[peer], peer, log, signal);
    ends[peer].addEventListener(
      'icecandidate',
      async ({ candidate }) => {
        await described.promise;
        if (!candidate?.candidate || signal.aborted) return;
        const body = { kind: 'candidate', candidate: candidateInit(candidate) } as const;
        await carry(peer, body, () => ends[otherPeer(peer)].addIceCandidate(candidate));
      },
      { signal },
    );
  }
  a.createDataChannel('question');
  const offer = await a.createOffer();
  await a.setLocalDescription(offer);
  await carry('a', { kind: 'description', description: plain(offer) }, () => b.setRemoteDescription(offer));
  const answer = await b.createAnswer();
  await b.setLocalDescription(answer);
  await carry('b', { kind: 'description', description: plain(answer) }, () => a.setRemoteDescription(answer));
  described.resolve();
  await Promise.all(connected);
}

const plain = ({ type, sdp }: RTCSessionDescriptionInit) => ({ type, sdp: sdp ?? '' });

function follow(connection: RTCPeerConnection, peer: PeerName, log: TraceLog, signal: AbortSignal): void {
  recordConnection(connection, peer, log, signal);
  signal.addEventListener('abort', () => connection.close(), { once: true });
}

function isConnected(connection: RTCPeerConnection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (connection.connectionState === 'connected') resolve();
    };
    connection.addEventListener('connectionstatechange', check, { signal });
  });
}

function refusal(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function after(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}
