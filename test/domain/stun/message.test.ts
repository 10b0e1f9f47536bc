import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bytes, find, findAll, text, textOf, uint32 } from '#domain/stun/attribute.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { explainMessage } from '#domain/stun/explanation.ts';
import { checkFingerprint, withFingerprint } from '#domain/stun/fingerprint.ts';
import { fromHex, toHex } from '#domain/stun/hex.ts';
import { checkIntegrity, shortTermKey, withIntegrity, withIntegritySha256 } from '#domain/stun/integrity.ts';
import { append, encodeStun, parseStun, type StunMessage } from '#domain/stun/message.ts';
import { classOf, messageType, methodOf } from '#domain/stun/message-type.ts';
import vectors from '../../fixtures/stun/rfc5769.json' with { type: 'json' };
import { seeded } from '../sdp/random-sdp.ts';
import { randomMessage } from './random-stun.ts';

const bytesOf = (hex: string): Uint8Array => fromHex(hex.replaceAll(' ', '')) ?? new Uint8Array();

function messageOf(packet: Uint8Array): StunMessage {
  const parsed = parseStun(packet);
  if (!parsed.ok) throw new Error(`byte ${parsed.problem.at}: ${parsed.problem.reason}`);
  return parsed.message;
}

const problemOf = (packet: Uint8Array) => {
  const parsed = parseStun(packet);
  return parsed.ok ? undefined : parsed.problem;
};

const seeds = Object.entries(vectors).flatMap(([name, hex]) =>
  typeof hex === 'string' && /^[0-9a-f]{40,}$/.test(hex) ? [{ name, packet: bytesOf(hex) }] : [],
);
const transactionId = new Uint8Array(12).fill(7);
const binding = (...attributes: ReturnType<typeof text>[]): Uint8Array =>
  encodeStun({ method: 1, class: 'request', transactionId, attributes });

describe('the message type', () => {
  it.each([
    [0x0001, 0x001, 'request'],
    [0x0011, 0x001, 'indication'],
    [0x0101, 0x001, 'success'],
    [0x0111, 0x001, 'error'],
    [0x0113, 0x003, 'error'],
    [0x0016, 0x006, 'indication'],
    [0x3eef, 0xfff, 'request'],
  ] as const)('%i is method %i and class %s', (type, method, ofClass) => {
    expect([methodOf(type), classOf(type)]).toEqual([method, ofClass]);
    expect(messageType(method, ofClass)).toBe(type);
  });

  it('of every method and class is read as it was written', () => {
    for (let type = 0; type < 0x4000; type += 1) expect(messageType(methodOf(type), classOf(type))).toBe(type);
  });
});

describe('a message', () => {
  it('is read as it was written, 2,000 by chance', () => {
    const random = seeded(8489);
    for (let i = 0; i < 2000; i += 1) {
      const written = randomMessage(random);
      const read = messageOf(encodeStun(written));
      expect({ method: read.method, class: read.class }).toEqual({ method: written.method, class: written.class });
      expect(read.transactionId).toEqual(written.transactionId);
      expect(read.attributes.map(({ type, value }) => ({ type, value }))).toEqual(written.attributes);
      expect(toHex(encodeStun({ ...read, attributes: read.attributes }))).toBe(toHex(read.bytes));
    }
  });

  it.each(seeds)('$name, cut off after any of its bytes, is a problem where it ends', ({ packet }) => {
    for (let length = 0; length < packet.length; length += 1) {
      const problem = problemOf(packet.subarray(0, length));
      expect(problem).toMatchObject({ at: length, reason: length < 20 ? 'short-header' : 'cut-off', found: length });
    }
  });

  it('is a view into what came, not a copy', () => {
    const { packet = new Uint8Array() } = seeds[0] ?? {};
    const { attributes } = messageOf(packet);
    expect(attributes.every(({ value }) => value.buffer === packet.buffer)).toBe(true);
  });

  it.each([
    ['RTP', '80 60 00 01 00000000 00000000 00000000 00000000', 'top-bits', 0],
    ['another cookie', '0001 0000 2112a443 000000000000000000000000', 'no-cookie', 7],
    ['a length of three', '0001 0003 2112a442 000000000000000000000000 000000', 'length-not-multiple', 2],
    ['nothing where the length says eight', '0001 0008 2112a442 000000000000000000000000', 'cut-off', 20],
    ['more than the length says', '0001 0000 2112a442 000000000000000000000000 00000000', 'too-long', 20],
    ['an attribute beyond the end', '0001 0004 2112a442 000000000000000000000000 00060001', 'attribute-overruns', 22],
    ['19 bytes', '0001 0000 2112a442 0000000000000000000000', 'short-header', 19],
    ['nothing', '', 'short-header', 0],
  ])('with %s is a problem at its very byte', (_, hex, reason, at) => {
    expect(problemOf(bytesOf(hex))).toMatchObject({ reason, at });
  });

  it('survives 20,000 mutations: a message or a problem within it, never an exception', () => {
    const random = seeded(5769);
    const below = (limit: number) => Math.floor(random() * limit);
    let parsed = 0;
    for (let i = 0; i < 20_000; i += 1) {
      const packet = mutated(seeds[i % seeds.length]?.packet ?? new Uint8Array(), below);
      const result = parseStun(packet);
      if (result.ok) {
        parsed += 1;
        explainMessage(result.message);
        checkIntegrity(result.message, transactionId);
        checkFingerprint(result.message);
      } else expect(result.problem.at).toBeLessThanOrEqual(packet.length);
    }
    expect(parsed).toBeGreaterThan(1000);
  });

  it('of the fuzz seeds of others is a message or a problem', () => {
    const folder = new URL('../../../../shared/corpus/fuzz/stun-corpus/', import.meta.url);
    for (const file of existsSync(folder) ? readdirSync(folder) : []) {
      const result = parseStun(readFileSync(new URL(file, folder)));
      if (result.ok) explainMessage(result.message);
    }
  });

  it('of 65,532 bytes of empty attributes is read in no time worth speaking of', () => {
    const many = encodeStun({
      method: 1,
      class: 'request',
      transactionId,
      attributes: Array(16383).fill(bytes(0xffff)),
    });
    const started = performance.now();
    expect(messageOf(many).attributes).toHaveLength(16383);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('cannot be longer than its length field says, nor have another transaction ID than of 12 bytes', () => {
    expect(() => binding(bytes(0x8000, new Uint8Array(0xffff)))).toThrow(RangeError);
    expect(() => encodeStun({ method: 1, class: 'request', transactionId: new Uint8Array(16) })).toThrow(RangeError);
  });
});

/** One to four things done to a copy: a byte changed, a length set, cut, lengthened, a piece said twice. */
function mutated(seed: Uint8Array, below: (limit: number) => number): Uint8Array {
  let packet: Uint8Array = seed.slice();
  for (let times = 1 + below(4); times > 0; times -= 1) {
    const at = below(packet.length || 1);
    const kinds: (() => Uint8Array)[] = [
      () => packet.map((byte, i) => (i === at ? below(256) : byte)),
      () => packet.map((byte, i) => (i === (at & ~3) + 3 ? below(64) : byte)),
      () => packet.slice(0, at),
      () => Uint8Array.of(...packet, ...packet.slice(at)),
      () => packet.map((byte, i) => (i === 3 ? packet.length - 20 : byte)),
    ];
    packet = kinds[below(kinds.length)]?.() ?? packet;
  }
  return packet;
}

describe('attributes', () => {
  const { username, software, priority } = attributeType;

  it('of one type twice: the first counts', () => {
    const message = messageOf(binding(text(username, 'first'), text(username, 'second')));
    const attribute = find(message, username);
    expect(attribute && textOf(attribute)).toBe('first');
    expect(findAll(message, username)).toHaveLength(2);
  });

  it('after MESSAGE-INTEGRITY are ignored, except MESSAGE-INTEGRITY-SHA256 and FINGERPRINT', () => {
    const key = shortTermKey('secret');
    const signed = withIntegrity(binding(text(username, 'a')), key);
    const smuggled = append(append(signed, text(software, 'x')), uint32(priority, 1));
    const message = messageOf(withFingerprint(withIntegritySha256(smuggled, key)));
    expect(message.attributes.map(({ ignored }) => ignored)).toEqual([false, false, true, true, false, false]);
    expect(find(message, priority)).toBeUndefined();
    expect([checkIntegrity(message, key), checkFingerprint(message)]).toEqual(['right', 'right']);
  });

  it('after MESSAGE-INTEGRITY-SHA256 are ignored, MESSAGE-INTEGRITY too', () => {
    const key = shortTermKey('secret');
    const message = messageOf(withIntegrity(withIntegritySha256(binding(), key), key));
    expect(message.attributes.map(({ ignored }) => ignored)).toEqual([false, true]);
  });

  it('after FINGERPRINT are ignored, and it is wrong then', () => {
    const message = messageOf(append(withFingerprint(binding()), uint32(priority, 1)));
    expect(message.attributes.map(({ ignored }) => ignored)).toEqual([false, true]);
    expect(checkFingerprint(message)).toBe('wrong');
  });
});

describe('integrity and fingerprint', () => {
  const key = shortTermKey('secret');
  const signed = withFingerprint(
    withIntegritySha256(withIntegrity(binding(text(attributeType.username, 'a')), key), key),
  );

  it('are right for what was signed, wrong under another key, absent where there is none', () => {
    expect(checkIntegrity(messageOf(signed), key)).toBe('right');
    expect(checkIntegrity(messageOf(signed), shortTermKey('Secret'))).toBe('wrong');
    expect([checkIntegrity(messageOf(binding()), key), checkFingerprint(messageOf(binding()))]).toEqual([
      'none',
      'none',
    ]);
  });

  it('notice every single bit that changes in what they cover', () => {
    for (let bit = 0; bit < signed.length * 8; bit += 1) {
      const changed = signed.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      const parsed = parseStun(changed);
      if (parsed.ok) expect(checkFingerprint(parsed.message)).not.toBe('right');
    }
  });
});
