/** Everything that the relay bounds, in one place; milliseconds and bytes. */
export interface Limits {
  allocationsPerUser: number;
  allocations: number;
  permissionsPerAllocation: number;
  channelsPerAllocation: number;
  defaultLifetimeMs: number;
  longestLifetimeMs: number;
  permissionMs: number;
  channelMs: number;
  reservationMs: number;
  nonceMs: number;
  sweepMs: number;
  heldPackets: number;
  heldBytes: number;
  connections: number;
  connectionsPerAddress: number;
  frameMs: number;
  strangerRequestsPerSecond: number;
  allocateMs: number;
  strangerFrameBytes: number;
  unsentBytes: number;
}

/** The limits, each with its reason. */
export const limits: Readonly<Limits> = {
  /** A page that is closed leaves its allocations until they expire; a call with two ends has up to eight. */
  allocationsPerUser: 24,
  /** Each has a socket, and a process may commonly open some 20 thousand. */
  allocations: 4_000,
  /** A peer has a dozen addresses at most; a room of twelve has a gross. */
  permissionsPerAllocation: 256,
  channelsPerAllocation: 256,
  /** RFC 8656 §7.2: ten minutes unless asked for more, and an hour at most. */
  defaultLifetimeMs: 600_000,
  longestLifetimeMs: 3_600_000,
  /** RFC 8656 §9: five minutes. */
  permissionMs: 300_000,
  /** RFC 8656 §12: ten minutes. */
  channelMs: 600_000,
  /** RFC 8656 §7.2: a reserved port is held for thirty seconds at least. */
  reservationMs: 30_000,
  /** RFC 8656 §5: a nonce lasts an hour at most. */
  nonceMs: 3_600_000,
  /** How often what has expired is looked for; whether it has is looked at with each packet. */
  sweepMs: 1_000,
  /** What paths hold back in all: five seconds of a call of 10 Mbit/s. */
  heldPackets: 8_192,
  heldBytes: 8 * 1024 * 1024,
  connections: 2_000,
  /** A class of thirty behind one NAT, eight tabs each. */
  connectionsPerAddress: 256,
  /** Of one address and port without an allocation, Binding requests apart: a browser asks twice, and again after half a second. */
  strangerRequestsPerSecond: 200,
  /** From the first byte of a message over TCP to its last. */
  frameMs: 10_000,
  /** From the beginning of a connection to its allocation. */
  allocateMs: 30_000,
  /** The longest message of a connection without an allocation; an Allocate request with all attributes has some 300. */
  strangerFrameBytes: 2_048,
  /** What a slow reader over TCP may leave unread. */
  unsentBytes: 1024 * 1024,
};
