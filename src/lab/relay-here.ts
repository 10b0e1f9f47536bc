/** Which STUN and TURN servers can be had here: ours, which shows what it sees, another that the host names, or none. */
import { isRecord } from '#domain/checks.ts';

/** A username and its credential (webrtc-pc, RTCIceServer), as coturn's `use-auth-secret` checks them. */
export interface TurnCredential {
  /** `1763721600:5f0c11`: when it expires, in seconds since 1970, and a name that no other page has. */
  username: string;
  credential: string;
}

/** What a host says at `/relay.json` that it has. */
export interface RelayOffer extends TurnCredential {
  /** `stun:127.0.0.1:3478`, `turn:127.0.0.1:3478?transport=udp`; for any application of the reader's. */
  urls: string[];
  /** The address at which our server is reached from this page; null where the servers are not ours. */
  host: string | null;
  /** Path of the WebSocket by which our server tells what it sees; null where the servers are not ours. */
  mirror: string | null;
  /** Signed as it should be, and past its time. */
  expired: TurnCredential;
}

export type RelayHere =
  /**
   * A static host, or a server without its relay: candidates of type host are all there is. `skipped`: there is a relay on this machine,
   * and this browser asks no server at a loopback address, as Firefox unless its `media.peerconnection.ice.loopback` is true.
   */
  | { kind: 'none'; skipped?: true }
  /** `npm start`: a link can be opened to it (`openRelayLink`). `servers` work without a link, and are then shown to nobody. */
  | { kind: 'ours'; servers: RTCIceServer[] }
  /** `TURN_URLS`: real servers, such as coturn, whose packets cannot be shown and whose path cannot be made worse. */
  | { kind: 'other'; servers: RTCIceServer[] };

/** Asks the host of this page what it has. Never throws; rejects only as `signal` says. */
export async function relayHere(signal: AbortSignal): Promise<RelayHere> {
  const offer = await relayOffer(signal);
  signal.throwIfAborted();
  if (!offer) return { kind: 'none' };
  const servers = serversOf(offer);
  if (offer.mirror === null) return { kind: 'other', servers };
  const isAsked = offer.host === null || !mayBeSkipped(offer.host) || (await asks(servers, signal));
  return isAsked ? { kind: 'ours', servers } : { kind: 'none', skipped: true };
}

/** Firefox alone passes servers over, and only those of its own machine (nICEr). */
const mayBeSkipped = (host: string): boolean => /Firefox\//.test(navigator.userAgent) && /^(127\.|\[::1\])/.test(host);

/** Whether this browser gets a relay candidate from servers that it can reach; one that passes them over is done at once. */
async function asks(iceServers: RTCIceServer[], signal: AbortSignal): Promise<boolean> {
  const connection = new RTCPeerConnection({ iceServers, iceTransportPolicy: 'relay' });
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  connection.addEventListener('icecandidate', ({ candidate }) => resolve(candidate?.type === 'relay'));
  const stop = (): void => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    connection.createDataChannel('probe');
    await connection.setLocalDescription();
    return await promise;
  } finally {
    signal.removeEventListener('abort', stop);
    connection.close();
  }
}

/** A new username with what the host has; undefined where it has nothing, or does not answer. */
export async function relayOffer(signal: AbortSignal, base = location.href): Promise<RelayOffer | undefined> {
  try {
    const answer = await fetch(new URL('/relay.json', base), { cache: 'no-store', signal });
    if (!answer.ok) return undefined;
    const value: unknown = await answer.json();
    const relay = isRecord(value) ? value['relay'] : undefined;
    return isOffer(relay) ? relay : undefined;
  } catch {
    return undefined;
  }
}

function serversOf({ urls, username, credential }: RelayOffer): RTCIceServer[] {
  const needsNone = urls.filter((url) => url.startsWith('stun'));
  const needsIt = urls.filter((url) => url.startsWith('turn'));
  return [
    ...(needsNone.length > 0 ? [{ urls: needsNone }] : []),
    ...(needsIt.length > 0 ? [{ urls: needsIt, username, credential }] : []),
  ];
}

function isOffer(value: unknown): value is RelayOffer {
  if (!isCredential(value) || !('urls' in value && 'host' in value && 'mirror' in value && 'expired' in value)) {
    return false;
  }
  const { urls, host, mirror, expired } = value;
  const isText = (each: unknown): boolean => each === null || typeof each === 'string';
  const isList = Array.isArray(urls) && urls.every((url) => typeof url === 'string');
  return isList && isText(host) && isText(mirror) && isCredential(expired);
}

function isCredential(value: unknown): value is TurnCredential {
  return isRecord(value) && typeof value['username'] === 'string' && typeof value['credential'] === 'string';
}
