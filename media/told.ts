import type { ServerMessage } from '#domain/relay-wire.ts';
import { isChannelData, isStun } from '#domain/stun/demultiplex.ts';
import { uint16 } from '#domain/stun/message.ts';
import type { MirrorLimits } from './mirror-limits.ts';
import type { SeenPacket } from './relay/page.ts';
import type { Relay } from './relay/relay.ts';
import { TokenBucket } from './token-bucket.ts';

/** Types of the two indications that wrap data: Send and Data (RFC 8656 §17). */
const wrapping = [0x0016, 0x0017];
const dataType = 0x0013;

/** The first byte of what TURN wraps into an indication, by a walk over its attributes; undefined where there is none. */
function firstInside(bytes: Uint8Array): number | undefined {
  for (let at = 20; at + 4 <= bytes.length; at += 4 + Math.ceil(uint16(bytes, at + 2) / 4) * 4)
    if (uint16(bytes, at) === dataType) return bytes[at + 4];
  return undefined;
}

/** What a packet is to a page: STUN with the server, STUN between the ends, or other data; the latter two in what wrapper ever. */
export function kindOf({ bytes, leg }: Pick<SeenPacket, 'bytes' | 'leg'>): 'stun' | 'check' | 'data' {
  const inside = (first: number | undefined) => (isStun(first) ? 'check' : 'data');
  if (leg === 'peer') return inside(bytes[0]);
  if (isChannelData(bytes[0])) return inside(bytes[4]);
  if (!isStun(bytes[0])) return 'data';
  return bytes.length >= 20 && wrapping.includes(uint16(bytes, 0)) ? inside(firstInside(bytes)) : 'stun';
}

/** What a page is told of a packet, as long as there are not too many of its kind: STUN nearly always, data as a sample. */
export class PacketTeller {
  readonly #limits: MirrorLimits;
  readonly #buckets: Readonly<Record<ReturnType<typeof kindOf>, TokenBucket>>;

  constructor(limits: MirrorLimits, now: number) {
    this.#limits = limits;
    this.#buckets = {
      stun: new TokenBucket(limits.stunBurst, limits.stunPerSecond, now),
      check: new TokenBucket(limits.checkBurst, limits.checksPerSecond, now),
      data: new TokenBucket(limits.dataBurst, limits.dataPerSecond, now),
    };
  }

  /** Undefined where the page is told of enough already. */
  told(packet: SeenPacket): ServerMessage | undefined {
    const { at, leg, direction, transport, from, to, bytes, fate, held } = packet;
    const kind = kindOf(packet);
    if (!this.#buckets[kind].take(at)) return undefined;
    // an indication can be read whole alone
    const whole = kind !== 'data' || (leg === 'client' && isStun(bytes[0]));
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
