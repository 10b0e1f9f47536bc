import { createServer } from 'node:http';
import { ExpressPeerServer } from 'peer';
import type { WebSocketServer } from 'ws';

/** What the rest of the server wants to know of PeerServer. */
export interface PeerListeners {
  /** A client said something, parsed and not checked; it is passed on when this returns, as it then stands. */
  message: (message: unknown) => void;
  /** Something failed while a client spoke: no JSON, or what `message` threw. */
  error: (error: Error) => void;
}

/** Longest time that a timer knows, in milliseconds. */
const never = 2 ** 31 - 1;

/**
 * Embeds PeerServer, so that it speaks with the sockets that `sockets` emits as connections and with nobody else. Its own
 * bounds are off, for its queue is never given anything and silence is looked for elsewhere. It cannot be stopped: one of
 * its timers lasts as long as the process.
 */
export function embedPeer(sockets: WebSocketServer, { message, error }: PeerListeners): void {
  const unused = createServer();
  const peer = ExpressPeerServer(unused, {
    alive_timeout: Number.POSITIVE_INFINITY,
    cleanup_out_msgs: never,
    concurrent_limit: Number.POSITIVE_INFINITY,
    createWebSocketServer: () => sockets,
  });
  peer.on('message', (_, said) => message(said));
  peer.on('error', error);
  // It starts when an Express application takes it in, and is one itself.
  ExpressPeerServer(unused).use(peer);
}

/** What PeerServer calls a client of a room, and reads from its connection's path: `?key=peerjs&id=blue%2Fa&token=t`. */
export function pathForPeer(id: string, token: string): string {
  return `/?${new URLSearchParams({ key: 'peerjs', id, token })}`;
}
