import { describe, expect, it } from 'vitest';
import { fromHex } from '#domain/stun/hex.ts';
import { parseStun } from '#domain/stun/message.ts';
import { readPartly } from '#domain/stun/partial.ts';
import vectors from '../../fixtures/stun/rfc5769.json' with { type: 'json' };

const bytesOf = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array();

const read = (hex: string) => {
  const bytes = bytesOf(hex);
  const parse = parseStun(bytes);
  if (parse.ok) throw new Error('this is STUN');
  const { otherwise, fields } = readPartly(bytes, parse.problem);
  return { otherwise, fields: fields.map(({ key }) => key) };
};

describe('what shares the port with STUN', () => {
  it.each([
    ['16fefd0000000000000000002b0100001f0000', 'dtls', [20, 63]],
    ['16fefd0000000000000000003601000020000000000000002afefd6a1b2c3d4e5f', 'dtls', [20, 63]],
    ['1000001d5a525450', 'zrtp', [16, 19]],
    ['8060000100000000', 'rtp', [128, 191]],
    ['40000004deadbeef', 'turn-channel', [64, 79]],
    ['0afe', 'unknown', undefined],
  ])('%s is known by its first byte, and none of it has a name of STUN’s', (hex, sharer, range) => {
    expect(read(hex)).toEqual({ otherwise: { kind: 'sharer', sharer, range }, fields: ['rest'] });
  });
});

describe('a datagram with the headers of a capture', () => {
  const udp = `cafe0d96${(8 + vectors.request.length / 2).toString(16).padStart(4, '0')}0000`;
  const length = (more: number): string => (more + 8 + vectors.request.length / 2).toString(16).padStart(4, '0');
  const ipv4 = `4500${length(20)}00004000401100007f0000017f000001${udp}${vectors.request}`;
  const ipv6 = `60000000${length(0)}1140${'0'.repeat(31)}1${'0'.repeat(31)}1${udp}${vectors.request}`;
  const ethernet = '020000000001020000000002';

  it.each([
    ['IPv4', ipv4, 'ip', 4, 28],
    ['IPv6', ipv6, 'ip', 6, 48],
    ['Ethernet and IPv4', `${ethernet}0800${ipv4}`, 'link', 4, 42],
    ['the loopback’s Ethernet and IPv4', `${'00'.repeat(12)}0800${ipv4}`, 'link', 4, 42],
    ['Ethernet, a VLAN tag and IPv6', `${ethernet}8100000a86dd${ipv6}`, 'link', 6, 66],
    ['the loopback of a BSD and IPv4', `02000000${ipv4}`, 'link', 4, 32],
  ])('of %s says where STUN would begin', (_, hex, outermost, ip, payload) => {
    expect(read(hex).otherwise).toEqual({ kind: 'capture', outermost, ip, payload });
    expect(parseStun(bytesOf(hex).subarray(payload)).ok).toBe(true);
  });

  it('is not seen in ChannelData whose number begins as IPv4 does', () => {
    expect(read(`4500${(8).toString(16).padStart(4, '0')}0000400040110000`).otherwise).toMatchObject({
      kind: 'sharer',
      sharer: 'turn-channel',
    });
  });
});

describe('the beginning of a message', () => {
  it.each([
    ['00', ['rest']],
    ['0001', ['type']],
    ['000100', ['type', 'rest']],
    ['00010000', ['type', 'length']],
    ['000100002112', ['type', 'length', 'cookie']],
  ])('%s has no field of half a number', (hex, fields) => {
    expect(read(hex)).toEqual({ otherwise: undefined, fields });
  });
});
