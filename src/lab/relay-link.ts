/**
 * A page's own way to our STUN and TURN server: a port and a username that nobody else has, and a WebSocket by which the server
 * tells this page, and no other, what came and went by them, and hears what the reader wishes it to do to the path.
 */
import type { Impairment } from '#domain/path-events.ts';
import type { AnswerAfter } from '#domain/relay-wire.ts';
import { type RelayOffer, relayOffer, type TurnCredential } from './relay-here.ts';
import { type RelayLinkOptions, RelayMirror } from './relay-mirror.ts';

export type { Impairment } from '#domain/path-events.ts';
export { type RelayHere, relayHere } from './relay-here.ts';
export type { RelayLinkOptions } from './relay-mirror.ts';

/**
 * Which credential a connection gives: the page's own, its own with another password (401, then 401 again), or one that was good
 * until a minute ago (401).
 */
export type CredentialKind = 'own' | 'wrong' | 'expired';

export interface RelayLink {
  /** Where this page's own port is, UDP and TCP: `127.0.0.1:49152`. */
  readonly at: string;
  readonly username: string;
  /** For the `iceServers` of a connection that asks for its reflexive address alone. */
  readonly stun: RTCIceServer;
  /** For one that may be relayed, reached by UDP unless said. */
  turn(transport?: 'udp' | 'tcp', credential?: CredentialKind): RTCIceServer;
  /** All of it: STUN, and TURN by UDP and TCP. */
  readonly servers: RTCIceServer[];
  /**
   * What the server does to this page's relayed packets from now on, both ways; an `impairment` event says that it does. This and the
   * next two resolve once the server has heard it, or the link is closed.
   */
  impair(wish: Impairment): Promise<void>;
  /** How long the server takes to answer this page's Binding requests, in ms; `never`: it stays silent. At once unless said. */
  answerStun(after: AnswerAfter): Promise<void>;
  /** How many allocations this page may hold at once: the next one is refused by 486 (RFC 8656 §7.2). null: as many as any. */
  limitAllocations(allocations: number | null): Promise<void>;
  /** Gives port, allocations and username back. */
  close(): void;
}

/**
 * Opens a link with a username and a port of its own: one for each end. Resolves once packets can go by it and the clocks have been
 * compared; rejects with an `Error` where there is no server of ours, or it refuses.
 */
export async function openRelayLink(options: RelayLinkOptions): Promise<RelayLink> {
  const { signal } = options;
  const offer = await relayOffer(signal);
  signal.throwIfAborted();
  if (!offer?.mirror) throw new Error('this host has no relay of ours');
  const mirror = new RelayMirror(offer, options);
  const port = await mirror.opened;
  return linkOf(mirror, offer, port);
}

function linkOf(mirror: RelayMirror, offer: RelayOffer, port: number): RelayLink {
  const at = `${offer.host}:${port}`;
  const stun = { urls: `stun:${at}` };
  const turn = (transport: 'udp' | 'tcp' = 'udp', kind: CredentialKind = 'own'): RTCIceServer => ({
    urls: `turn:${at}?transport=${transport}`,
    ...credentialOf(offer, kind),
  });
  return {
    at,
    username: offer.username,
    stun,
    turn,
    servers: [stun, turn('udp'), turn('tcp')],
    impair: (wish) => mirror.ask({ type: 'impair', ...wish }),
    answerStun: (after) => mirror.ask({ type: 'answer-stun', after }),
    limitAllocations: (allocations) => mirror.ask({ type: 'quota', allocations }),
    close: () => mirror.close(),
  };
}

function credentialOf({ username, credential, expired }: RelayOffer, kind: CredentialKind): TurnCredential {
  if (kind === 'expired') return { username: expired.username, credential: expired.credential };
  return { username, credential: kind === 'wrong' ? `${credential}?` : credential };
}
