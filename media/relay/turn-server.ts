import { randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { AllocationSample } from '#domain/path-events.ts';
import { type Account, Accounts } from './account.ts';
import { sampleOf } from './allocation.ts';
import type { Client } from './client.ts';
import { systemClock } from './clock.ts';
import type { Context } from './context.ts';
import { credentials } from './credentials.ts';
import { Departures } from './departures.ts';
import { end, sweep } from './ending.ts';
import { limits as defaultLimits } from './limits.ts';
import { type ListeningDoor, type OpenDoor, openDoors } from './listen.ts';
import { nonces } from './nonce.ts';
import type { Page } from './page.ts';
import { addressesOfThisMachine, peerRules } from './peer-rules.ts';
import type { ListenPlace, Relay, RelayListener, RelayOptions } from './relay.ts';
import { receive } from './requests.ts';
import { Strangers } from './strangers.ts';
import type { TcpHouse } from './tcp-client.ts';
import { openTcpDoor } from './tcp-door.ts';
import { openUdpDoor } from './udp-door.ts';

const loopback = ['127.0.0.1', '::1'];

/** The relay: its doors, what it holds, and the timer that ends what has expired. */
export class TurnServer implements Relay {
  readonly #context: Context;
  readonly #house: TcpHouse;
  readonly #doors = new Set<ListeningDoor>();
  readonly #ports = new Set<number>();
  #stopSweeping: () => void;

  constructor(options: RelayOptions) {
    const ports = this.#ports;
    this.#context = contextOf(options, (port) => ports.has(port));
    const { clock, limits } = this.#context;
    this.#house = {
      clock,
      limits,
      receive: this.#receive,
      left: ({ allocation }) => allocation && end(this.#context, allocation),
      connections: new Map(),
    };
    this.#stopSweeping = clock.later(limits.sweepMs, () => this.#sweep());
  }

  /** What cannot be handled costs its own packet, not the server. */
  readonly #receive = (client: Client, bytes: Uint8Array): void => {
    try {
      receive(this.#context, client, bytes);
    } catch (error) {
      console.error(error);
    }
  };

  async listen({ port, addresses = loopback, owner, tls }: ListenPlace): Promise<RelayListener> {
    const account = owner === undefined ? undefined : this.#context.accounts.open(owner);
    const tcp: OpenDoor = (address, at) => openTcpDoor(address, at, account, this.#house, tls);
    const udp: OpenDoor = (address, at) => openUdpDoor(address, at, account, this.#receive);
    const doors = await openDoors(tls ? [tcp] : [udp, tcp], addresses, port);
    for (const door of doors) {
      this.#doors.add(door);
      this.#ports.add(door.port);
    }
    if (account) account.doors++;
    return { port: doors[0]?.port ?? port, close: () => this.#close(doors, account) };
  }

  async #close(doors: ListeningDoor[], account: Account | undefined): Promise<void> {
    const open = doors.filter((door) => this.#doors.delete(door));
    for (const { port } of open) this.#ports.delete(port);
    await Promise.all(open.map((door) => door.close()));
    for (const allocation of [...this.#context.allocations]) {
      if (open.some((door) => door === allocation.client.door)) end(this.#context, allocation);
    }
    if (open.length === 0 || !account) return;
    account.doors--;
    this.#context.accounts.release(account);
  }

  attend(username: string, page: Page): () => void {
    const account = this.#context.accounts.open(username);
    account.page = page;
    return () => {
      if (account.page !== page) return;
      account.page = undefined;
      this.#context.accounts.release(account);
    };
  }

  allocationsOf(username: string): AllocationSample[] {
    const now = this.#context.clock.now();
    return [...(this.#context.accounts.get(username)?.allocations ?? [])].map((held) => sampleOf(held, now));
  }

  #sweep(): void {
    const { clock, limits } = this.#context;
    sweep(this.#context);
    for (const door of this.#doors) door.sweep?.(clock.now());
    this.#stopSweeping = clock.later(limits.sweepMs, () => this.#sweep());
  }

  async close(): Promise<void> {
    const context = this.#context;
    context.isClosed = true;
    this.#stopSweeping();
    context.departures.close();
    for (const allocation of [...context.allocations]) end(context, allocation);
    for (const { socket } of context.reservations.values()) socket.close();
    context.reservations.clear();
    await this.#close([...this.#doors], undefined);
  }
}

function contextOf(options: RelayOptions, isOwnPort: (port: number) => boolean): Context {
  const { secret, users, relayAddresses = loopback, allowedPeers, clock = systemClock } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const ownAddresses = addressesOfThisMachine(() => clock.now());
  return {
    clock,
    limits,
    credentialOf: credentials(secret, users),
    nonces: nonces(randomBytes(32), limits.nonceMs),
    rules: peerRules({ relayAddresses, ownAddresses, isOwnPort, ...(allowedPeers && { allowed: allowedPeers }) }),
    strangers: new Strangers(limits.strangerRequestsPerSecond),
    accounts: new Accounts(),
    departures: new Departures(clock, limits),
    allocations: new Set(),
    reservations: new Map(),
    pending: 0,
    relayAddress: {
      4: relayAddresses.find((address) => !isIPv6(address)),
      6: relayAddresses.find((address) => isIPv6(address)),
    },
    isClosed: false,
  };
}
