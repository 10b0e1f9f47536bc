import type { ServerMessage } from '#domain/relay-wire.ts';
import { isStun } from '#domain/stun/demultiplex.ts';
import type { MirrorLimits } from './mirror-limits.ts';
import type { SeenPacket } from './relay/page.ts';
import type { Relay } from './relay/relay.ts';
import { TokenBucket } from './token-bucket.ts';

/** What a page is told of a packet, as long as there are not too many of its kind: STUN nearly always, data as a sample. */
export class PacketTeller {
  readonly #limits: MirrorLimits;
  readonly #stun: TokenBucket;
  readonly #data: TokenBucket;

  constructor(limits: MirrorLimits, now: number) {
    this.#limits = limits;
    this.#stun = new TokenBucket(limits.stunBurst, limits.stunPerSecond, now);
    this.#data = new TokenBucket(limits.dataBurst, limits.dataPerSecond, now);
  }

  /** Undefined where the page is told of enough already. */
  told(packet: SeenPacket): ServerMessage | undefined {
    const { at, leg, direction, transport, from, to, bytes, fate, held } = packet;
    const whole = isStun(bytes[0]);
    if (!(whole ? this.#stun : this.#data).take(at)) return undefined;
    const shown = bytes.subarray(0, whole ? this.#limits.stunBytes : this.#limits.dataBytes);
    const hex = Buffer.from(shown.buffer, shown.byteOffset, shown.byteLength).toString('hex');
    const rest = { ...(fate && { fate }), ...(held !== undefined && held > 0 && { held }) };
    return { type: 'packet', seenAt: at, leg, direction, transport, from, to, bytes: bytes.length, hex, ...rest };
  }
}

/** What a page is told of what the relay holds for it. */
export function stateOf(relay: Relay, username: string, { listed }: MirrorLimits, now: number): ServerMessage {
  const allocations = relay.allocationsOf(username).map((allocation) => ({
    ...allocation,
    permissions: allocation.permissions.slice(0, listed),
    channels: allocation.channels.slice(0, listed),
  }));
  return { type: 'relay', seenAt: now, allocations };
}
