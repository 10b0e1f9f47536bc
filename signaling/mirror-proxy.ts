import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { refuseOnSocket } from './answers.ts';
import type { Context } from './context.ts';
import { addressOf, Shares } from './guards/address.ts';
import type { Reason } from './refusals.ts';

/** Where a page's WebSocket to our relay is. */
export const mirrorPath = '/relay/mirror';

/** Passes WebSockets of our pages on to our relay, which listens to this machine alone and decides who they are. */
export class MirrorProxy {
  readonly #context: Context;
  readonly #shares = new Shares();
  /** Both ends of each. */
  readonly #streams = new Set<Duplex>();

  constructor(context: Context) {
    this.#context = context;
    const help = 'Pages that are told what the relay sees of them.';
    context.metrics.gauge('trickle_relay_mirrors', help, () => this.#streams.size / 2);
  }

  /** Takes a request to become a WebSocket; false where it is not for the relay. */
  connect(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    if (request.url !== mirrorPath) return false;
    const { turn, limits, behindProxy } = this.#context;
    const address = addressOf(request, behindProxy);
    if (turn.kind !== 'ours') this.#refuse(socket, 'no-relay');
    else if (!this.#shares.take(address, limits.mirrorsPerAddress)) this.#refuse(socket, 'too-many-connections');
    else {
      socket.once('close', () => this.#shares.giveBack(address));
      this.#passOn(turn.control, request, socket, head);
    }
    return true;
  }

  /** Ends them all. */
  drain(): void {
    for (const stream of this.#streams) stream.destroy();
  }

  #refuse(socket: Duplex, reason: Reason): void {
    this.#context.metrics.refused(reason, 'http');
    refuseOnSocket(socket, reason);
  }

  /** Of the request, the relay gets no more than makes it a WebSocket. */
  #passOn(control: number, { headers }: IncomingMessage, socket: Duplex, head: Buffer): void {
    const upstream = connect(control, '127.0.0.1');
    const fixed = ['GET /mirror HTTP/1.1', 'Host: 127.0.0.1', 'Connection: Upgrade', 'Upgrade: websocket'];
    const kept = ['sec-websocket-key', 'sec-websocket-version'].map((name) => `${name}: ${headers[name] ?? ''}`);
    upstream.write(`${[...fixed, ...kept].join('\r\n')}\r\n\r\n`);
    upstream.write(head);
    upstream.once('connect', () => {
      if (socket.destroyed) return void upstream.destroy();
      this.#tie(socket, upstream);
      socket.pipe(upstream).pipe(socket);
    });
    upstream.once('error', () => (upstream.bytesRead > 0 ? socket.destroy() : this.#refuse(socket, 'no-relay')));
  }

  /** Where one ends, so does the other. */
  #tie(socket: Duplex, upstream: Duplex): void {
    const leave = (stream: Duplex, other: Duplex) => {
      this.#streams.delete(stream);
      other.resume().end();
    };
    this.#streams.add(socket).add(upstream);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => leave(socket, upstream));
    upstream.once('close', () => leave(upstream, socket));
  }
}
