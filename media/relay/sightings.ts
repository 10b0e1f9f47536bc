/** Tells the page whose packet it is that the relay saw it. */
import type { PacketFate } from '#domain/path-events.ts';
import type { Account } from './account.ts';
import type { Allocation } from './allocation.ts';
import { type Client, textOf } from './client.ts';
import type { SeenPacket } from './page.ts';
import type { RelayedSocket } from './relayed-socket.ts';

/** What is particular to a sighting beside its two ends. */
interface Sighting {
  at: number;
  direction: 'in' | 'out';
  bytes: Uint8Array;
  fate?: PacketFate | undefined;
  held?: number | undefined;
}

/** A packet between a client and the server. */
export function sawOfClient(account: Account | undefined, client: Client, sighting: Sighting): void {
  if (!account?.page?.events) return;
  const [there, here] = [textOf(client), client.door.text];
  tell(account, sighting, {
    leg: 'client',
    transport: client.transport,
    from: sighting.direction === 'in' ? there : here,
    to: sighting.direction === 'in' ? here : there,
    allocation: client.allocation?.id,
  });
}

/** A packet between a relayed address and a peer. */
export function sawOfPeer(
  { account, id }: Allocation,
  socket: RelayedSocket,
  far: { address: string; port: number },
  sighting: Sighting,
): void {
  if (!account.page?.events) return;
  const peer = textOf(far);
  tell(account, sighting, {
    leg: 'peer',
    transport: 'udp',
    from: sighting.direction === 'in' ? peer : socket.text,
    to: sighting.direction === 'in' ? socket.text : peer,
    allocation: id,
  });
}

type Ends = Pick<SeenPacket, 'leg' | 'transport' | 'from' | 'to' | 'allocation'>;

function tell(account: Account | undefined, { at, direction, bytes, fate, held }: Sighting, ends: Ends): void {
  account?.page?.events?.packet({ at, direction, bytes, fate, held, ...ends });
}
