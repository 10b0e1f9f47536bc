/** One client over TCP or TLS, who may be slow, or lie about what is to come. */
import type { Socket } from 'node:net';
import type { Allocation } from './allocation.ts';
import type { Client, Door } from './client.ts';
import type { Clock } from './clock.ts';
import type { Limits } from './limits.ts';
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

export class TcpClient implements Client {
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
