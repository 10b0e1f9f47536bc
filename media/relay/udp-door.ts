/** Clients over UDP. */
import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Account } from './account.ts';
import type { Allocation } from './allocation.ts';
import { type Client, type Door, textOf } from './client.ts';
import type { ListeningDoor } from './listen.ts';
import { lookupNothing } from './relayed-socket.ts';

/** Takes a packet of a client. */
export type Receive = (client: Client, bytes: Uint8Array) => void;

/** What the system keeps for this process while it is busy with other things; it gives what it allows. */
const receiveBufferBytes = 4 * 1024 * 1024;

/** Answers that the system has not taken yet; more are not made. */
const mostUnsentBytes = 4 * 1024 * 1024;

/** Opens a UDP socket for clients; rejects where the port is taken. */
export function openUdpDoor(address: string, port: number, account: Account | undefined, receive: Receive) {
  const { promise, resolve, reject } = Promise.withResolvers<ListeningDoor>();
  const type = isIPv6(address) ? 'udp6' : 'udp4';
  const socket = createSocket({
    type,
    ipv6Only: type === 'udp6',
    lookup: lookupNothing,
    recvBufferSize: receiveBufferBytes,
    sendBufferSize: receiveBufferBytes,
  });
  socket.once('error', reject);
  socket.bind({ port, address, exclusive: true }, () => {
    socket.removeAllListeners('error');
    resolve(new UdpDoor(socket, account, receive));
  });
  return promise;
}

class UdpDoor implements ListeningDoor {
  readonly text: string;
  readonly port: number;
  readonly account: Account | undefined;
  readonly #socket: Socket;
  /** Those who hold or await an allocation: by port, of which mostly one is enough. */
  readonly #known = new Map<number, UdpClient[]>();

  constructor(socket: Socket, account: Account | undefined, receive: Receive) {
    const { address, port } = socket.address();
    this.text = textOf({ address, port });
    this.port = port;
    this.account = account;
    this.#socket = socket;
    socket.on('error', () => undefined);
    socket.on('message', (bytes, from) => receive(this.#clientAt(from.address, from.port), bytes));
  }

  /** Of a stranger nothing is kept. */
  #clientAt(address: string, port: number): Client {
    const known = this.#known.get(port);
    if (known) for (const client of known) if (client.address === address) return client;
    return new UdpClient(this, address, port);
  }

  keep(client: UdpClient): void {
    const others = this.#known.get(client.port) ?? [];
    this.#known.set(client.port, [...others, client]);
  }

  forget(client: UdpClient): void {
    const others = this.#known.get(client.port)?.filter((other) => other !== client) ?? [];
    if (others.length > 0) this.#known.set(client.port, others);
    else this.#known.delete(client.port);
  }

  send(bytes: Uint8Array, port: number, address: string): boolean {
    if (this.#socket.getSendQueueSize() > mostUnsentBytes) return false;
    this.#socket.send(bytes, port, address);
    return true;
  }

  close(): Promise<void> {
    this.isClosed = true;
    return new Promise((resolve) => this.#socket.close(() => resolve()));
  }

  isClosed = false;
}

class UdpClient implements Client {
  readonly transport = 'udp';
  readonly address: string;
  readonly port: number;
  readonly #door: UdpDoor;
  allocation: Allocation | undefined = undefined;
  pending: string | undefined = undefined;

  constructor(door: UdpDoor, address: string, port: number) {
    this.#door = door;
    this.address = address;
    this.port = port;
  }

  get door(): Door {
    return this.#door;
  }

  get isGone(): boolean {
    return this.#door.isClosed;
  }

  send(bytes: Uint8Array): boolean {
    return !this.#door.isClosed && this.#door.send(bytes, this.port, this.address);
  }

  keep(): void {
    this.#door.keep(this);
  }

  forget(): void {
    this.#door.forget(this);
  }
}
