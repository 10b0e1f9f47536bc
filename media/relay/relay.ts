import type { AllocationSample } from '#domain/path-events.ts';
import type { Clock } from './clock.ts';
import type { Limits } from './limits.ts';
import type { Page } from './page.ts';
import { TurnServer } from './turn-server.ts';

/** What a relay is made of. */
export interface RelayOptions {
  /** With which `<expiry>:<page>` becomes a password: base64(HMAC-SHA1(secret, username)), as coturn's `use-auth-secret`. */
  secret: string;
  /** Where relayed transport addresses are: `['127.0.0.1', '::1']` unless given; of each family the first that is there. */
  relayAddresses?: readonly string[];
  /** Usernames with a password of their own; as peers they reach public addresses alone. */
  users?: Readonly<Record<string, string>>;
  /** Peers that are allowed although they are not plainly public: an address or a range like `10.1.0.0/16`. */
  allowedPeers?: readonly string[];
  clock?: Clock;
  limits?: Partial<Limits>;
}

/** Where to listen. */
export interface ListenPlace {
  /** The first free one from here up, on all addresses and for UDP and TCP alike; 0 lets the system choose. */
  port: number;
  /** `['127.0.0.1', '::1']` unless given; one that the machine has not is left out. */
  addresses?: readonly string[];
  /** A page's own port: whatever comes there is that page's, and no other username is served. */
  owner?: string;
  /** With these, in PEM, TLS over TCP, and no UDP. */
  tls?: { cert: string; key: string };
}

/** What listens. */
export interface RelayListener {
  port: number;
  /** Listens no more; allocations made here end with it. */
  close(): Promise<void>;
}

/** A STUN and TURN server (RFC 8489, RFC 8656). */
export interface Relay {
  /** Throws when no port is free or listening is not allowed. */
  listen(place: ListenPlace): Promise<RelayListener>;
  /** Tells a page of what happens under its username, and asks its path, until what this returns is called. */
  attend(username: string, page: Page): () => void;
  /** What is held for a username now, counts included. */
  allocationsOf(username: string): AllocationSample[];
  /** Ends every allocation, every listener and every timer. */
  close(): Promise<void>;
}

/** Makes a relay, which listens once it is told where. Throws where an address of the options is none. */
export function createRelay(options: RelayOptions): Relay {
  return new TurnServer(options);
}
