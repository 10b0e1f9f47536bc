import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection of bare bytes. */
export async function bareSocket(port: number, bytes: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(bytes);
  return socket;
}

/** All that comes until the other side ends the connection. */
export async function untilClosed(socket: Socket): Promise<string> {
  const pieces: Buffer[] = [];
  socket.on('data', (piece) => pieces.push(Buffer.from(piece)));
  socket.on('error', () => undefined);
  if (!socket.closed) await once(socket, 'close');
  return Buffer.concat(pieces).toString('latin1');
}

/** The request of a WebSocket as bytes. */
export function upgradeBytes(port: number, path: string, headers: Record<string, string> = {}): string {
  const all = {
    Host: `localhost:${port}`,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** A frame as a client masks it, with a mask of zeros. */
export function frame(opcode: number, payload: Buffer | string, fin = true): Buffer {
  const bytes = Buffer.from(payload);
  const first = (fin ? 0x80 : 0) | opcode;
  const length = bytes.length < 126 ? [0x80 | bytes.length] : [0x80 | 126, bytes.length >> 8, bytes.length & 0xff];
  return Buffer.concat([Buffer.from([first, ...length, 0, 0, 0, 0]), bytes]);
}
