import type { WebSocket } from 'ws';
import { type PageMessage, parsePageMessage, type ServerMessage } from '#domain/relay-wire.ts';
import type { Chance } from './chance.ts';
import { type Closing, closings } from './close-codes.ts';
import { isGood } from './credential.ts';
import type { MirrorLimits } from './mirror-limits.ts';
import { ReaderPath } from './reader-path.ts';
import type { Clock } from './relay/clock.ts';
import type { Page, SeenPacket } from './relay/page.ts';
import type { Relay, RelayListener } from './relay/relay.ts';
import { StateTeller } from './state-teller.ts';
import { TokenBucket } from './token-bucket.ts';
import { PacketTeller, stateOf } from './told.ts';

/** What all mirrors of one relay share. */
export interface MirrorHouse {
  relay: Relay;
  secret: string;
  clock: Clock;
  limits: MirrorLimits;
  chance: Chance;
  /** Where a page's own port listens. */
  addresses: readonly string[];
  /** Usernames that a page is here for. */
  usernames: Set<string>;
}

/** One page's WebSocket: it is told what the relay sees of this page and of no other, and says what the reader wants of the path. */
export class Mirror implements Page {
  readonly path: ReaderPath;
  readonly events = {
    packet: (packet: SeenPacket) => {
      this.#tell(this.#teller.told(packet));
      if (packet.allocation !== undefined) this.#state.counted();
    },
    allocationsChanged: () => this.#state.changed(),
  };
  /** When the page was last heard, in ms of the house's clock. */
  lastHeard: number;
  #quota: number | null = null;
  #username: string | undefined;
  #listener: RelayListener | undefined;
  #unattend: (() => void) | undefined;
  readonly #socket: WebSocket;
  readonly #house: MirrorHouse;
  readonly #bucket: TokenBucket;
  readonly #teller: PacketTeller;
  readonly #state: StateTeller;

  constructor(socket: WebSocket, house: MirrorHouse) {
    const { clock, limits } = house;
    this.lastHeard = clock.now();
    this.path = new ReaderPath(house.chance);
    this.#bucket = new TokenBucket(limits.messageBurst, limits.messagesPerSecond, this.lastHeard);
    this.#teller = new PacketTeller(limits, this.lastHeard);
    this.#state = new StateTeller(clock, limits, () => this.#tellState());
    [this.#socket, this.#house] = [socket, house];
    socket.on('message', (data, isBinary) => this.#heard(isBinary ? undefined : parsePageMessage(String(data))));
    socket.on('close', () => this.#end());
    socket.on('error', () => socket.terminate());
  }

  get quota(): number | undefined {
    return this.#quota ?? undefined;
  }

  /** Whether it has said whose page it is. */
  get isOpen(): boolean {
    return this.#username !== undefined;
  }

  close(closing: Closing): void {
    const { code, text } = closings[closing];
    this.#socket.close(code, text);
    this.#end();
  }

  #heard(message: PageMessage | undefined): void {
    const now = this.#house.clock.now();
    this.lastHeard = now;
    if (!this.#bucket.take(now)) return void this.close('flooding');
    const isExpected = message && (message.type === 'open') !== this.isOpen;
    if (!isExpected) return void this.close('not-understood');
    switch (message.type) {
      case 'open':
        return void this.#open(message);
      case 'ping':
        return void this.#tell({ type: 'pong', sent: message.sent, received: now, answered: this.#house.clock.now() });
      case 'impair':
        return void this.#tell({ ...this.path.impair(message), type: 'impairment' });
      case 'answer-stun':
        return void this.path.answerStun(message.after);
      case 'quota':
        this.#quota = message.allocations === null ? null : Math.max(0, message.allocations);
    }
  }

  async #open({ username, credential }: Extract<PageMessage, { type: 'open' }>): Promise<void> {
    const { relay, secret, clock, usernames, addresses } = this.#house;
    if (!isGood(username, credential, secret, clock.now())) return this.close('wrong-credential');
    if (usernames.has(username)) return this.close('username-taken');
    usernames.add(username);
    this.#username = username;
    this.#unattend = relay.attend(username, this);
    try {
      this.#listener = await relay.listen({ port: 0, addresses, owner: username });
    } catch {
      return this.close('no-port');
    }
    if (this.#username === undefined) return void this.#listener.close();
    this.#tell({ type: 'opened', port: this.#listener.port });
  }

  #tellState(): void {
    const { relay, clock, limits } = this.#house;
    if (this.#username !== undefined) this.#tell(stateOf(relay, this.#username, limits, clock.now()));
  }

  #tell(message: ServerMessage | undefined): void {
    if (!message || this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > this.#house.limits.unreadBytes) return void this.close('slow-reader');
    this.#socket.send(JSON.stringify(message));
  }

  #end(): void {
    if (this.#username !== undefined) this.#house.usernames.delete(this.#username);
    this.#username = undefined;
    this.#state.stop();
    this.#unattend?.();
    void this.#listener?.close();
  }
}
