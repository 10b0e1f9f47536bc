/** One real RTCPeerConnection that gathers its candidates and connects to nobody. */
import type { AnswerAfter } from '#domain/relay-wire.ts';
import type { CandidateSample } from '#domain/trace.ts';
import { recordConnection } from './recorder.ts';
import { openRelayLink, type RelayHere, type RelayLinkOptions } from './relay-link.ts';
import { candidateSample } from './stats-sampler.ts';
import type { TraceLog } from './trace-log.ts';

/** What is gathered, and with what. */
export interface GatheringWish {
  policy: RTCIceTransportPolicy;
  servers: 'none' | 'stun' | 'turn';
  /** Candidates to have ready before setLocalDescription asks for them (RFC 9429 §3.5.4). */
  pool: number;
  /** How long our STUN server takes to answer, in ms. */
  stunAfter: AnswerAfter;
  /** Capture from the microphone meanwhile: the page may then know the addresses of this machine (RFC 8828 §5.2). */
  microphone: boolean;
}

/** Milliseconds that a pool is given before its candidates are asked for. */
const headStart = 500;

/** Milliseconds after which it is worth asking what has been gathered, when gathering does not end: see `patience`. */
const longWait = 1550;

/**
 * Gathers once into `log`, as peer A, and resolves when the null candidate has come and getStats has been asked; the connection stays
 * until `signal` aborts. Rejects with a DOMException where the microphone is refused or absent, with an Error where our server is.
 */
export async function gather(wish: GatheringWish, here: RelayHere, log: TraceLog, signal: AbortSignal): Promise<void> {
  const stream = wish.microphone ? await navigator.mediaDevices.getUserMedia({ audio: true }) : undefined;
  try {
    signal.throwIfAborted();
    const lost = Promise.withResolvers<never>();
    // whoever waits below hears of it, also when it happens before
    lost.promise.catch(() => {});
    const onLost = (reason: string): void => lost.reject(new Error(reason));
    const iceServers = await serversFor(wish, here, { peer: 'a', log, signal, onLost });
    signal.throwIfAborted();
    const connection = new RTCPeerConnection({
      iceServers,
      iceTransportPolicy: wish.policy,
      iceCandidatePoolSize: wish.pool,
    });
    signal.addEventListener('abort', () => connection.close(), { once: true });
    recordConnection(connection, 'a', log, signal);
    if (wish.pool > 0) await passing(headStart, signal);
    connection.createDataChannel('chat');
    await connection.setLocalDescription(await connection.createOffer());
    const sample = (): void => void sampleCandidates(connection, log, signal);
    await Promise.race([gathered(connection, signal, sample), lost.promise]);
    await sampleCandidates(connection, log, signal);
  } finally {
    for (const track of stream?.getTracks() ?? []) track.stop();
  }
}

async function serversFor(
  { servers, stunAfter }: GatheringWish,
  here: RelayHere,
  options: RelayLinkOptions,
): Promise<RTCIceServer[]> {
  if (servers === 'none' || here.kind === 'none') return [];
  if (here.kind === 'other') return servers === 'turn' ? here.servers : here.servers.filter(isStunAlone);
  const link = await openRelayLink(options);
  await link.answerStun(stunAfter);
  return servers === 'turn' ? link.servers : [link.stun];
}

const isStunAlone = ({ urls }: RTCIceServer): boolean => [urls].flat().every((url) => url.startsWith('stun'));

/** Waits for the null candidate, or the signal; `onLongWait` is told once when it takes long. */
function gathered(connection: RTCPeerConnection, signal: AbortSignal, onLongWait: () => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(onLongWait, longWait);
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    // the null candidate, not the state: it is what an application sees, and comes after it
    connection.addEventListener('icecandidate', ({ candidate }) => candidate === null && end(), { signal });
    signal.addEventListener('abort', end, { once: true });
  });
}

function passing(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/** What getStats knows of the candidates, which may be more than was announced. */
async function sampleCandidates(connection: RTCPeerConnection, log: TraceLog, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const candidates: CandidateSample[] = [];
  for (const report of (await connection.getStats()).values()) {
    const sample = candidateSample(report);
    if (sample?.end === 'local') candidates.push(sample);
  }
  if (signal.aborted) return;
  log.append({ type: 'stats', peer: 'a', bytesSent: 0, bytesReceived: 0, pairs: [], candidates });
}
