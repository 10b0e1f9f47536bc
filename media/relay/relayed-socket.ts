/** The sockets at relayed transport addresses. */
import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { ipBytes, type TransportAddress } from '#domain/stun/address.ts';
import { textOf } from './client.ts';

/** The range that RFC 8656 §7.2 recommends: the dynamic ports. */
const firstPort = 49_152;
const lastPort = 65_535;

/** Ports that are tried before there is said to be none. */
const tries = 32;

/** Receives what peers send. */
export type FromPeer = (bytes: Uint8Array, address: string, port: number) => void;

/** A socket at a relayed transport address. */
export interface RelayedSocket {
  readonly family: 4 | 6;
  readonly relayed: TransportAddress;
  /** `127.0.0.1:49160`. */
  readonly text: string;
  /** Who gets what comes; nobody until it is set. */
  receive: FromPeer | undefined;
  send(bytes: Uint8Array, port: number, address: string): void;
  close(): void;
}

/** An address that is one already: Node would else look each up, later and with much ado. */
export function lookupNothing(
  address: string,
  _options: unknown,
  found: (error: null, address: string, family: number) => void,
): void {
  found(null, address, isIPv6(address) ? 6 : 4);
}

/** Opens a socket at an address and a port from the dynamic range, `even` if wanted; undefined when none was free. */
export async function openRelayed(address: string, even = false): Promise<RelayedSocket | undefined> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const port = firstPort + Math.floor(Math.random() * (lastPort - firstPort));
    const socket = await openRelayedAt(address, even ? port & ~1 : port);
    if (socket) return socket;
  }
  return undefined;
}

/** Opens two, at an even port and the next one (RFC 8656 §7.2); undefined when no such pair was free. */
export async function openRelayedPair(address: string): Promise<[RelayedSocket, RelayedSocket] | undefined> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const even = await openRelayed(address, true);
    const odd = even && (await openRelayedAt(address, even.relayed.port + 1));
    if (even && odd) return [even, odd];
    even?.close();
  }
  return undefined;
}

/** Opens a socket at exactly this port; undefined when it is taken or the machine has no such address. */
function openRelayedAt(address: string, port: number): Promise<RelayedSocket | undefined> {
  const { promise, resolve } = Promise.withResolvers<RelayedSocket | undefined>();
  const type = isIPv6(address) ? 'udp6' : 'udp4';
  const socket = createSocket({ type, ipv6Only: type === 'udp6', lookup: lookupNothing });
  socket.once('error', () => {
    socket.close();
    resolve(undefined);
  });
  socket.bind({ port, address, exclusive: true }, () => {
    socket.removeAllListeners('error');
    resolve(relayedOn(socket, address, port));
  });
  return promise;
}

function relayedOn(socket: Socket, address: string, port: number): RelayedSocket {
  const bytes = ipBytes(address) ?? new Uint8Array(4);
  const family = bytes.length === 16 ? 6 : 4;
  const relayed: RelayedSocket = {
    family,
    relayed: { family, address: bytes, port },
    text: textOf({ address, port }),
    receive: undefined,
    send: (data, to, peer) => socket.send(data, to, peer),
    close: () => socket.close(),
  };
  // What the network refuses to carry is lost, as a datagram may be.
  socket.on('error', () => undefined);
  socket.on('message', (data, from) => relayed.receive?.(data, from.address, from.port));
  return relayed;
}
