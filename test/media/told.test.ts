import { describe, expect, test } from 'vitest';
import { fromHex } from '#domain/stun/hex.ts';
import { mirrorLimits } from '../../media/mirror-limits.ts';
import type { SeenPacket } from '../../media/relay/page.ts';
import { kindOf, PacketTeller } from '../../media/told.ts';

const cookie = '2112a442000102030405060708090a0b';
const check = `00010000${cookie}`;
const media = '8060000100000000';
const peerAddress = '001200080001a1475e12a443';
const attribute = (hex: string): string => `0013${(hex.length / 2).toString(16).padStart(4, '0')}${hex}`;
const indication = (type: string, data: string): string => {
  const body = peerAddress + attribute(data);
  return `${type}${(body.length / 2).toString(16).padStart(4, '0')}${cookie}${body}`;
};
const channel = (hex: string): string => `4000${(hex.length / 2).toString(16).padStart(4, '0')}${hex}`;
const seen = (hex: string, leg: SeenPacket['leg'] = 'client', at = 0): SeenPacket => ({
  at,
  leg,
  direction: 'in',
  transport: 'udp',
  from: '127.0.0.1:1',
  to: '127.0.0.1:2',
  bytes: fromHex(hex) ?? new Uint8Array(),
  allocation: 1,
  fate: undefined,
  held: undefined,
});

describe('a packet is', () => {
  test.each([
    ['a check in ChannelData', 'check', channel(check), 'client'],
    ['a check in a Send indication', 'check', indication('0016', check), 'client'],
    ['a check in a Data indication', 'check', indication('0017', check), 'client'],
    ['a check on the leg to the peer', 'check', check, 'peer'],
    ['STUN with the server', 'stun', check, 'client'],
    ['media in ChannelData', 'data', channel(media), 'client'],
    ['media in a Send indication', 'data', indication('0016', media), 'client'],
    ['an indication without data', 'data', `00160000${cookie}`, 'client'],
    ['an indication that breaks off', 'data', `0016000c${cookie}0013`, 'client'],
    ['ChannelData that breaks off', 'data', '400000', 'client'],
  ] as const)('%s: %s', (_, kind, hex, leg) => {
    expect(kindOf(seen(hex, leg))).toBe(kind);
  });
});

describe('while a flood of media is told of as a sample', () => {
  test.each([
    ['ChannelData', channel],
    ['Send indications', (hex: string) => indication('0016', hex)],
  ])('every check is told whole, in %s', (_, wrapped) => {
    const teller = new PacketTeller(mirrorLimits, 0);
    let told = 0;
    for (let at = 0; at < 60_000; at += 5) {
      if (teller.told(seen(wrapped(media), 'client', at))) told += 1;
      if (at % 2500 !== 0) continue;
      expect(teller.told(seen(wrapped(check), 'client', at))).toMatchObject({ hex: wrapped(check) });
    }
    expect(told).toBeLessThan(mirrorLimits.dataBurst + 60 * mirrorLimits.dataPerSecond + 1);
  });

  test('and a flood of checks is bounded, too', () => {
    const teller = new PacketTeller(mirrorLimits, 0);
    const told = Array.from({ length: 10_000 }, () => teller.told(seen(channel(check)))).filter(Boolean);
    expect(told).toHaveLength(mirrorLimits.checkBurst);
  });
});
