/** Clients over TCP and over TLS. */
import { createServer as createTcpServer, isIPv6, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Account } from './account.ts';
import type { Allocation } from './allocation.ts';
import { type Client, type Door, textOf } from './client.ts';
import type { Clock } from './clock.ts';
import type { Limits } from './limits.ts';
import type { ListeningDoor } from './listen.ts';
import { StreamFrames } from './stream-frames.ts';
import type { Receive } from './udp-door.ts';

/** What a TCP door shares with the relay. */
export interface TcpHouse {
  clock: Clock;
  limits: Readonly<Limits>;
  receive: Receive;
  /** A connection was closed. */
  left: (client: Client) => void;
  /** Connections of all doors, by the client's address. */
  connections: Map<string, number>;
}

/** The longest message of a client that has proved who it is: what 16 bits can say, and a header. */
const longestFrame = 20 + 65_535;

/** Opens a TCP port for clients, with a certificate a TLS one; rejects where the port is taken. */
export function openTcpDoor(
  address: string,
  port: number,
  account: Account | undefined,
  house: TcpHouse,
  tls?: { cert: string; key: string },
): Promise<ListeningDoor> {
  const { promise, resolve, reject } = Promise.withResolvers<ListeningDoor>();
  const options = { noDelay: true, keepAlive: true };
  const server = tls
    ? createTlsServer({ ...options, ...tls, handshakeTimeout: house.limits.frameMs })
    : createTcpServer(options);
  server.once('error', reject);
  server.listen({ port, host: address, ipv6Only: isIPv6(address), exclusive: true }, () => {
    server.removeAllListeners('error');
    resolve(new TcpDoor(server, account, house, tls !== undefined));
  });
  return promise;
}

class TcpDoor implements ListeningDoor {
  readonly text: string;
  readonly port: number;
  readonly account: Account | undefined;
  readonly #server: Server;
  readonly #house: TcpHouse;
  readonly #clients = new Set<TcpClient>();
  /** Connections whose TLS handshake may still be under way. */
  readonly #sockets = new Set<Socket>();

  constructor(server: Server, account: Account | undefined, house: TcpHouse, secure: boolean) {
    const bound = server.address();
    const { address, port } = bound && typeof bound === 'object' ? bound : { address: '', port: 0 };
    this.text = textOf({ address, port });
    this.port = port;
    this.account = account;
    this.#server = server;
    this.#house = house;
    server.on('error', () => undefined);
    server.on('tlsClientError', () => undefined);
    server.on('connection', (socket: Socket) => this.#count(socket));
    server.on(secure ? 'secureConnection' : 'connection', (socket: Socket) => this.#enter(socket, secure));
  }

  /** Counts a connection as soon as it is there, and closes one too many. */
  #count(socket: Socket): void {
    const { connections, limits } = this.#house;
    const address = socket.remoteAddress ?? '';
    const [ofAddress, inAll] = [connections.get(address) ?? 0, connections.get('') ?? 0];
    socket.on('error', () => undefined);
    if (ofAddress >= limits.connectionsPerAddress || inAll >= limits.connections) return void socket.destroy();
    connections.set(address, ofAddress + 1);
    connections.set('', inAll + 1);
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      for (const key of [address, '']) {
        const left = (connections.get(key) ?? 1) - 1;
        if (left > 0) connections.set(key, left);
        else connections.delete(key);
      }
    });
  }

  #enter(socket: Socket, secure: boolean): void {
    if (socket.destroyed) return;
    const client = new TcpClient(this, socket, this.#house, secure ? 'tls' : 'tcp');
    this.#clients.add(client);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      this.#clients.delete(client);
      this.#house.left(client);
    });
  }

  /** Closes those who are in the middle of a message for too long, or have no allocation for too long. */
  sweep(now: number): void {
    for (const client of this.#clients) if (client.isLate(now)) client.destroy();
  }

  close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    return closed;
  }
}

class TcpClient implements Client {
  readonly transport: 'tcp' | 'tls';
  readonly address: string;
  readonly port: number;
  readonly door: Door;
  allocation: Allocation | undefined = undefined;
  pending: string | undefined = undefined;
  readonly #socket: Socket;
  readonly #house: TcpHouse;
  readonly #frames: StreamFrames;
  /** Since when it has no allocation. */
  #strangerSince: number;

  constructor(door: Door, socket: Socket, house: TcpHouse, transport: 'tcp' | 'tls') {
    this.transport = transport;
    this.address = socket.remoteAddress ?? '';
    this.port = socket.remotePort ?? 0;
    this.door = door;
    this.#socket = socket;
    this.#house = house;
    this.#strangerSince = house.clock.now();
    this.#frames = new StreamFrames(() => (this.allocation ? longestFrame : house.limits.strangerFrameBytes));
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
  }

  get isGone(): boolean {
    return this.#socket.destroyed;
  }

  #take(chunk: Buffer) {
    const taken = this.#frames.take(chunk, this.#house.clock.now());
    if (!taken.ok) return this.destroy();
    for (const frame of taken.frames) if (!this.isGone) this.#house.receive(this, frame);
  }

  /** Of who does not read, the relayed data are dropped; who wants answers and does not read them is closed. */
  send(bytes: Uint8Array): boolean {
    if (this.isGone) return false;
    const { unsentBytes, strangerFrameBytes } = this.#house.limits;
    if (this.#socket.writableLength > (this.allocation ? unsentBytes : 4 * strangerFrameBytes)) {
      if (!this.allocation) this.destroy();
      return false;
    }
    this.#socket.write(bytes);
    return true;
  }

  isLate(now: number): boolean {
    const { frameMs, allocateMs } = this.#house.limits;
    if (this.#frames.since !== undefined && now - this.#frames.since > frameMs) return true;
    return !this.allocation && now - this.#strangerSince > allocateMs;
  }

  destroy(): void {
    this.#socket.destroy();
  }

  keep(): void {
    this.#strangerSince = this.#house.clock.now();
  }

  forget(): void {
    this.#strangerSince = this.#house.clock.now();
  }
}
