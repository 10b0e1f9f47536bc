/** Clients over TCP and over TLS. */
import { createServer as createTcpServer, isIPv6, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Account } from './account.ts';
import { textOf } from './client.ts';
import type { ListeningDoor } from './listen.ts';
import { TcpClient, type TcpHouse } from './tcp-client.ts';

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
