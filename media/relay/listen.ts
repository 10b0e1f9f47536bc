/** Doors at one port of several addresses, the next port where it is taken. */
import type { Door } from './client.ts';

/** A door that is open. */
export interface ListeningDoor extends Door {
  readonly port: number;
  /** Closes connections that have had their time. */
  sweep?(now: number): void;
  close(): Promise<void>;
}

/** Opens one door at an address and port; rejects as `listen` does. */
export type OpenDoor = (address: string, port: number) => Promise<ListeningDoor>;

/** Absent addresses: a machine without IPv6 is served on IPv4 alone. */
const absent = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/** Ports that the system chooses are free on one address and transport; how many are tried before there is said to be none. */
const tries = 32;

/**
 * Opens every kind of door at every address, all at one port: the first that is free on all from `port` up, or with 0 one that the
 * system chooses. Throws when no port is free or listening is not allowed.
 */
export async function openDoors(
  kinds: readonly OpenDoor[],
  addresses: readonly string[],
  port: number,
): Promise<ListeningDoor[]> {
  for (let attempt = 0; port > 0 ? port + attempt <= 65_535 : attempt < tries; attempt++) {
    const doors = await openAll(kinds, addresses, port > 0 ? port + attempt : 0);
    if (doors) return doors;
  }
  throw new Error(port > 0 ? `no port from ${port} up is free` : 'no port is free');
}

/** All of them, or undefined where the port is taken. */
async function openAll(kinds: readonly OpenDoor[], addresses: readonly string[], port: number) {
  const doors: ListeningDoor[] = [];
  try {
    for (const address of addresses) {
      for (const open of kinds) {
        const door = await open(address, doors[0]?.port ?? port).catch(unlessAbsent);
        if (door) doors.push(door);
      }
    }
  } catch (error) {
    await Promise.all(doors.map((door) => door.close()));
    if (codeOf(error) === 'EADDRINUSE') return undefined;
    throw error;
  }
  if (doors.length === 0) throw new Error(`none of ${addresses.join(', ')} is an address of this machine`);
  return doors;
}

function unlessAbsent(error: unknown): undefined {
  if (!absent.has(codeOf(error) ?? '')) throw error;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
