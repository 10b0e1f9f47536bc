import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { onTestFinished } from 'vitest';
import { createRelay, type ListenPlace, type Relay, type RelayOptions } from '../../media/relay/relay.ts';
import { type Credential, RawClient, secret } from './raw-client.ts';
import { type RawTransport, tcp, udp } from './raw-transport.ts';

/** A relay of one test. */
export interface RunningRelay {
  relay: Relay;
  port: number;
  client: (credential?: Credential) => Promise<RawClient>;
  tcpClient: (credential?: Credential) => Promise<RawClient>;
}

/** Starts a relay on loopback, which ends with the test, as its clients do. */
export async function startRelay(options: Partial<RelayOptions> = {}, place: Partial<ListenPlace> = {}) {
  const relay = createRelay({ secret, ...options });
  const { port } = await relay.listen({ port: 0, ...place });
  onTestFinished(() => relay.close());
  const entering = (open: (port: number) => Promise<RawTransport>) => async (credential?: Credential) => {
    const client = new RawClient(await open(port), credential);
    onTestFinished(() => client.close());
    return client;
  };
  return { relay, port, client: entering(udp), tcpClient: entering(tcp) } satisfies RunningRelay;
}

/** A peer: a UDP socket that keeps what came. */
export interface Peer {
  port: number;
  next(): Promise<{ text: string; from: number }>;
  /** What came and was not asked for. */
  unread: readonly { text: string; from: number }[];
  send(text: string, port: number): void;
}

/** Opens a peer at an address of this machine. */
export async function openPeer(address = '127.0.0.1'): Promise<Peer> {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
  socket.bind(0, address);
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  const unread: { text: string; from: number }[] = [];
  let reader: (() => void) | undefined;
  socket.on('message', (bytes, { port }) => {
    unread.push({ text: bytes.toString(), from: port });
    reader?.();
  });
  return {
    port: socket.address().port,
    unread,
    async next() {
      while (unread.length === 0) await new Promise<void>((resolve) => (reader = resolve));
      const first = unread.shift();
      if (!first) throw new Error('nothing came');
      return first;
    },
    send: (text, port) => socket.send(text, port, address),
  };
}
