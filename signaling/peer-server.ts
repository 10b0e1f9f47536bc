import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Server, WebSocketServer } from 'ws';
import { refuseOnSocket } from './answers.ts';
import type { Context } from './context.ts';
import { embedPeer, pathForPeer } from './embedded-peer.ts';
import { GuardedSocket, type House } from './guards/guarded-socket.ts';
import { checkMessage, isHeartbeat } from './guards/message.ts';
import { type Seat, seatOf, type Target } from './guards/seat.ts';
import { keyOf } from './members.ts';
import { Refused } from './refusals.ts';

/** A request to become a WebSocket, from one of our pages or from no page. */
export interface Upgrade {
  request: IncomingMessage;
  socket: Duplex;
  head: Buffer;
  target: Target;
  address: string;
}

/** PeerServer in rooms: it relays between the ids of one room, and only what was looked at. */
export class PeerServer {
  readonly sockets: Server<typeof GuardedSocket>;
  readonly #context: Context;
  readonly #house: House;

  constructor(context: Context) {
    this.#context = context;
    const forget = (client: GuardedSocket) => this.#forget(client);
    this.#house = { limits: context.limits, metrics: context.metrics, speaker: undefined, bytes: 0, forget };
    const { frameBytes, closeMs } = context.limits;
    const options = { noServer: true, autoPong: false, maxPayload: frameBytes, closeTimeout: closeMs };
    this.sockets = new WebSocketServer({ ...options, WebSocket: GuardedSocket });
    this.sockets.on('wsClientError', (_, socket) => {
      context.metrics.refused('protocol-error', 'http');
      refuseOnSocket(socket, 'protocol-error');
    });
    embedPeer(this.sockets, {
      message: (message) => this.#route(message),
      error: (error) => this.#house.speaker?.refuse(error instanceof Refused ? error.reason : 'not-json'),
    });
  }

  /** Finishes an upgrade; who may not be here is told so by a close code, which a page can read, unlike an HTTP status. */
  connect(upgrade: Upgrade): void {
    this.sockets.handleUpgrade(upgrade.request, upgrade.socket, upgrade.head, (client) => {
      try {
        this.#admit(client, upgrade);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        if (error.reason === 'id-taken') client.deliver({ type: 'ID-TAKEN', payload: { msg: 'ID is taken' } });
        this.#context.metrics.refused(error.reason, 'websocket');
        client.refuse(error.reason);
      }
    });
  }

  /** Closes who has not been heard of for long. */
  sweep(now: number): void {
    for (const client of this.sockets.clients) {
      if (now - client.lastHeard > this.#context.limits.silentMs) client.refuse('silent');
    }
  }

  /** Closes all connections, and resolves when they are closed, which lasts as long as a closing handshake may. */
  async drain(): Promise<void> {
    await Promise.all(Array.from(this.sockets.clients, closed));
  }

  #admit(client: GuardedSocket, { request, socket, target, address }: Upgrade): void {
    const { limits, office, shares } = this.#context;
    const seat = seatOf(target);
    if (target.query.getAll('key').join() !== 'peerjs') throw new Refused('wrong-key');
    const before = office.members.sameAt(seat);
    if (!shares.take(address, limits.perAddress)) throw new Refused('too-many-connections');
    client.admit({ house: this.#house, seat, address, stream: socket });
    before?.refuse('replaced');
    this.#introduce(client, request, seat);
    if (before?.carrier === 'websocket') client.deliver({ type: 'OPEN' });
    office.join(client);
  }

  /** PeerServer greets with OPEN, unless it knows the id and token already. */
  #introduce(client: GuardedSocket, request: IncomingMessage, { room, id, token }: Seat): void {
    request.url = pathForPeer(keyOf(room, id), token);
    this.sockets.emit('connection', client, request);
  }

  #forget(client: GuardedSocket): void {
    this.#context.shares.giveBack(client.address);
    this.#context.office.members.leave(client);
    if (this.#house.speaker === client) this.#house.speaker = undefined;
  }

  /**
   * Looks at a message that PeerServer is about to relay. It relays what is for another of its own; what is not, we bring or
   * keep ourselves, and PeerServer sees a heartbeat in its place.
   */
  #route(message: unknown): void {
    const { speaker, bytes } = this.#house;
    if (!speaker || isHeartbeat(message)) return;
    checkMessage(message);
    const { office, metrics } = this.#context;
    metrics.accepted('websocket');
    const { room, id } = speaker.seat;
    const key = keyOf(room, message.dst);
    if (office.reach(key)?.carrier === 'websocket') {
      message.src = id;
      message.dst = key;
      return;
    }
    const { type, dst, payload } = message;
    office.send({ message: { type, src: id, dst, payload }, room, address: speaker.address, bytes });
    message.type = 'HEARTBEAT';
  }
}

function closed(client: GuardedSocket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  client.on('close', () => resolve());
  client.close(1001);
  return promise;
}
