import { ipBytes, type TransportAddress } from '#domain/stun/address.ts';
import type { Account } from './account.ts';
import type { Allocation } from './allocation.ts';
import type { ClientTransport } from './page.ts';

/** Where clients come to, and the page that it belongs to. */
export interface Door {
  /** `127.0.0.1:3478`, for those who watch. */
  text: string;
  /** A page's own door; undefined where everybody's. */
  account: Account | undefined;
}

/** One client by its 5-tuple (RFC 8656 §2): the door, the transport, and its own address and port. */
export interface Client {
  readonly transport: ClientTransport;
  readonly address: string;
  readonly port: number;
  readonly door: Door;
  allocation: Allocation | undefined;
  /** The transaction ID of an Allocate request that waits for its socket. */
  pending: string | undefined;
  /** It cannot be answered any more: its connection is closed, or its door. */
  readonly isGone: boolean;
  /** Sends now, or not at all where the client reads too slowly: then false. */
  send(bytes: Uint8Array): boolean;
  /** An allocation was made for this client, or has ended. */
  keep(): void;
  forget(): void;
}

/** `192.0.2.1:51620`, `[2001:db8::1]:51620`. */
export function textOf({ address, port }: { address: string; port: number }): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** An address and port as the codec has them. */
export function transportAddress(address: string, port: number): TransportAddress {
  const found = ipBytes(address) ?? new Uint8Array(4);
  return { family: found.length === 16 ? 6 : 4, address: found, port };
}
