import type { AllocationSample, RelayedCount } from '#domain/path-events.ts';
import type { Account } from './account.ts';
import { type Client, textOf } from './client.ts';
import type { RelayedSocket } from './relayed-socket.ts';

/** An IP address that may send to the client (RFC 8656 §9), and the channels bound to its ports. */
export interface Peer {
  readonly address: string;
  permittedUntil: number;
  /** By port. */
  channels: Map<number, Channel> | undefined;
}

/** A number that stands for a peer's transport address (RFC 8656 §12). */
export interface Channel {
  readonly number: number;
  readonly peer: Peer;
  readonly port: number;
  readonly socket: RelayedSocket;
  until: number;
}

/** What the server holds for a 5-tuple (RFC 8656 §6); times are the server's, in milliseconds. */
export interface Allocation {
  readonly id: number;
  readonly client: Client;
  readonly account: Account;
  readonly pageIssued: boolean;
  readonly username: string;
  /** The key of the long-term mechanism. */
  readonly key: Uint8Array;
  /** Of the request that made it, in hexadecimal, and what it was answered: a request that comes again gets the same. */
  readonly transactionId: string;
  answer: Uint8Array;
  /** One of each address family at most. */
  readonly sockets: readonly RelayedSocket[];
  until: number;
  readonly peers: Map<string, Peer>;
  readonly channels: Map<number, Channel>;
  readonly toPeer: RelayedCount;
  readonly toClient: RelayedCount;
}

/** Nothing yet. */
export function noPackets(): RelayedCount {
  return { packetsIn: 0, packetsOut: 0, bytesIn: 0, bytesOut: 0, dropped: 0, refused: 0 };
}

/** The allocation as a page is told of it. */
export function sampleOf(allocation: Allocation, now: number): AllocationSample {
  const { id, client, sockets, until, peers, channels } = allocation;
  const expiresIn = (then: number) => Math.max(0, Math.round((then - now) / 1_000));
  return {
    id,
    relayed: sockets[0]?.text ?? '',
    client: textOf(client),
    transport: client.transport,
    expiresIn: expiresIn(until),
    permissions: [...peers.values()]
      .filter(({ permittedUntil }) => permittedUntil > now)
      .map(({ address, permittedUntil }) => ({ address, expiresIn: expiresIn(permittedUntil) })),
    channels: [...channels.values()]
      .filter((channel) => channel.until > now)
      .map(({ number, peer, port, until: then }) => ({
        number,
        peer: textOf({ address: peer.address, port }),
        expiresIn: expiresIn(then),
      })),
    toPeer: { ...allocation.toPeer },
    toClient: { ...allocation.toClient },
  };
}
