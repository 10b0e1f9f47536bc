import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as attribute from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { encodeChannelData } from '#domain/stun/channel-data.ts';
import { encodeStun } from '#domain/stun/message.ts';
import { method } from '#domain/stun/message-type.ts';
import { peerAttribute, type RawClient } from './raw-client.ts';

/** One of each message that a client sends, well-formed and signed. */
export function everyMessage(client: RawClient, peerPort: number): Uint8Array[] {
  const id = randomBytes(12);
  const sent = [peerAttribute('127.0.0.1', peerPort, id), attribute.bytes(attributeType.data, Buffer.from('forged'))];
  return [
    client.bare(method.binding),
    client.bare(method.allocate, () => [attribute.requestedTransport(17)]),
    client.signed(method.allocate, () => [attribute.requestedTransport(17), attribute.evenPort(true)]),
    client.signed(method.refresh, () => [attribute.uint32(attributeType.lifetime, 0)]),
    client.signed(method.createPermission, (own) => [peerAttribute('127.0.0.1', 0, own)]),
    client.signed(method.channelBind, (own) => [
      attribute.channelNumber(0x4000),
      peerAttribute('127.0.0.1', peerPort, own),
    ]),
    encodeStun({ method: method.send, class: 'indication', transactionId: id, attributes: sent }),
    encodeChannelData({ channel: 0x4000, data: Buffer.from('forged') }),
  ];
}

/** A message whose header says something else than is true. */
export function withLength(message: Uint8Array, length: number): Uint8Array {
  const bytes = Buffer.from(message);
  bytes.writeUInt16BE(length & 0xffff, 2);
  return bytes;
}

/** What libwebrtc's fuzzers start from, where it is at hand. */
export function fuzzSeeds(): Uint8Array[] {
  const folder = new URL('../../../shared/corpus/fuzz/stun-corpus/', import.meta.url);
  return existsSync(folder) ? readdirSync(folder).map((name) => readFileSync(new URL(name, folder))) : [];
}

/** Numbers from 0 up to 1 that are the same each time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A packet with one to four changes by chance: a bit, a byte, a length, something left out or put in, something twice. */
export function mutated(packet: Uint8Array, random: () => number): Uint8Array {
  let bytes = Buffer.from(packet);
  const below = (limit: number) => Math.floor(random() * limit);
  for (let change = below(4); change >= 0 && bytes.length > 0; change--) {
    const at = below(bytes.length);
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
    const changes = [
      () => (bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8))),
      () => (bytes[at] = [0, 1, 0x7f, 0x80, 0xff][below(5)] ?? 0),
      () => (bytes = Buffer.concat([before, after.subarray(1 + below(8))])),
      () => (bytes = Buffer.concat([before, randomish(random, below(12)), after])),
      () => (bytes = Buffer.concat([before, after.subarray(0, below(24)), after])),
      () => (bytes = Buffer.from(bytes.length >= 4 ? withLength(bytes, bytes.length - 20 + below(3) - 1) : bytes)),
    ];
    changes[below(changes.length)]?.();
  }
  return bytes;
}

function randomish(random: () => number, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
}
