import type { Account, Accounts } from './account.ts';
import type { Allocation } from './allocation.ts';
import type { Clock } from './clock.ts';
import type { Credential } from './credentials.ts';
import type { Departures } from './departures.ts';
import type { Limits } from './limits.ts';
import type { Nonces } from './nonce.ts';
import type { PeerRules } from './peer-rules.ts';
import type { RelayedSocket } from './relayed-socket.ts';
import type { Strangers } from './strangers.ts';

/** A port held for a later Allocate request (RFC 8656 §7.2). */
export interface Reservation {
  readonly socket: RelayedSocket;
  readonly account: Account;
  readonly until: number;
}

/** What all requests of a relay share. */
export interface Context {
  readonly clock: Clock;
  readonly limits: Readonly<Limits>;
  readonly credentialOf: (username: string) => Credential | undefined;
  readonly nonces: Nonces;
  readonly rules: PeerRules;
  readonly strangers: Strangers;
  readonly accounts: Accounts;
  readonly departures: Departures;
  readonly allocations: Set<Allocation>;
  /** By token, in hexadecimal. */
  readonly reservations: Map<string, Reservation>;
  /** Allocations that wait for their sockets, in all. */
  pending: number;
  /** Where relayed addresses of a family are; undefined where the relay has none. */
  readonly relayAddress: Readonly<Record<4 | 6, string | undefined>>;
  isClosed: boolean;
}
