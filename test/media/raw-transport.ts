import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect as connectTcp, isIPv6, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { frameLength } from '#domain/stun/channel-data.ts';

/** Bytes to a server and from it, a whole message each time. */
export interface RawTransport {
  port: number;
  send(bytes: Uint8Array): void;
  /** Called with each message that comes. */
  received: (bytes: Uint8Array) => void;
  /** Resolves once the server has closed a connection; never over UDP. */
  closed: Promise<void>;
  /** Reads no more. */
  pause(): void;
  close(): void;
}

/** A UDP socket that sends to one server. */
export async function udp(serverPort: number, address = '127.0.0.1'): Promise<RawTransport> {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
  socket.bind(0, address);
  await once(socket, 'listening');
  const transport: RawTransport = {
    port: socket.address().port,
    send: (bytes) => socket.send(bytes, serverPort, address),
    received: () => undefined,
    closed: new Promise(() => undefined),
    pause: () => socket.removeAllListeners('message'),
    close: () => socket.close(),
  };
  socket.on('message', (bytes) => transport.received(bytes));
  return transport;
}

/** A TCP connection. */
export async function tcp(serverPort: number, address = '127.0.0.1'): Promise<RawTransport> {
  const socket = connectTcp(serverPort, address);
  await once(socket, 'connect');
  return overStream(socket);
}

/** A TLS connection that trusts this certificate alone. */
export async function tls(serverPort: number, ca: string): Promise<RawTransport> {
  const socket = connectTls({ port: serverPort, host: '127.0.0.1', ca, servername: 'localhost' });
  await once(socket, 'secureConnect');
  return overStream(socket);
}

function overStream(socket: Socket): RawTransport {
  const { promise, resolve } = Promise.withResolvers<void>();
  const transport: RawTransport = {
    port: socket.localPort ?? 0,
    send: (bytes) => socket.write(bytes),
    received: () => undefined,
    closed: promise,
    pause: () => socket.pause(),
    close: () => socket.destroy(),
  };
  let unread = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('close', () => resolve());
  socket.on('data', (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk]);
    for (;;) {
      const length = frameLength(unread);
      if (!length || unread.length < length) return;
      transport.received(unread.subarray(0, length));
      unread = unread.subarray(length);
    }
  });
  return transport;
}
