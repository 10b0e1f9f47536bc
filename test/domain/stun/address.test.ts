import { describe, expect, it } from 'vitest';
import {
  addressText,
  ipBytes,
  ipText,
  readAddress,
  readXorAddress,
  writeAddress,
  writeXorAddress,
} from '#domain/stun/address.ts';
import { fromHex, toHex } from '#domain/stun/hex.ts';
import { seeded } from '../sdp/random-sdp.ts';

const transactionId = fromHex('b7e7a701bc34d686fa87dfae') ?? new Uint8Array();

describe('XOR-MAPPED-ADDRESS', () => {
  it('hides an IPv4 address behind the magic cookie', () => {
    const hidden = writeXorAddress({ family: 4, address: Uint8Array.of(192, 0, 2, 1), port: 32853 }, transactionId);
    expect(toHex(hidden)).toBe('0001a147e112a643');
  });

  it('hides an IPv6 address behind the cookie and the transaction ID', () => {
    const address = ipBytes('2001:db8:1234:5678:11:2233:4455:6677') ?? new Uint8Array();
    const hidden = writeXorAddress({ family: 6, address, port: 32853 }, transactionId);
    expect(toHex(hidden)).toBe('0002a1470113a9faa5d3f179bc25f4b5bed2b9d9');
  });

  it('gives back every address and port, and leaves the bytes it reads alone', () => {
    const random = seeded(1);
    for (let i = 0; i < 1000; i += 1) {
      const family = i % 2 ? 4 : 6;
      const address = Uint8Array.from({ length: family === 4 ? 4 : 16 }, () => random() * 256);
      const written = { family, address, port: Math.floor(random() * 65536) } as const;
      const value = writeXorAddress(written, transactionId);
      const before = toHex(value);
      expect(readXorAddress(value, transactionId)).toEqual(written);
      expect(toHex(value)).toBe(before);
      expect(readAddress(writeAddress(written))).toEqual(written);
    }
  });

  it.each(['', '0001a147', '0001a147e112a64300', '0003a147e112a643', '0002a147e112a643'])(
    '%s is no address: its family and length do not agree',
    (hex) => expect(readXorAddress(fromHex(hex) ?? new Uint8Array(), transactionId)).toBeUndefined(),
  );

  it('of the wrong length cannot be written', () => {
    expect(() => writeAddress({ family: 4, address: new Uint8Array(16), port: 1 })).toThrow(RangeError);
  });
});

describe('an IP address as text', () => {
  it.each([
    ['192.0.2.1', 'c0000201'],
    ['0.0.0.0', '00000000'],
    ['2001:db8::1', '20010db8000000000000000000000001'],
    ['::', '00000000000000000000000000000000'],
    ['::1', '00000000000000000000000000000001'],
    ['fe80::', 'fe800000000000000000000000000000'],
    ['2001:0:0:1::1', '20010000000000010000000000000001'],
    ['2001:db8:0:1:1:1:1:1', '20010db8000000010001000100010001'],
  ])('%s is written as it is read', (text, hex) => {
    const bytes = ipBytes(text) ?? new Uint8Array();
    expect(toHex(bytes)).toBe(hex);
    expect(ipText(bytes)).toBe(text);
  });

  it.each([
    ['::ffff:192.0.2.1', '::ffff:c000:201'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ])('%s is another spelling of %s', (spelling, text) => {
    expect(ipText(ipBytes(spelling) ?? new Uint8Array())).toBe(text);
  });

  it.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '256.0.0.1',
    '01.2.3.4',
    '0x7f.0.0.1',
    '1',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '::12345',
    'fe80::1%eth0',
    '1.2.3.4::',
    'localhost',
  ])('"%s" is none', (text) => expect(ipBytes(text)).toBeUndefined());

  it('stands with its port as a URL would have it', () => {
    expect(addressText({ family: 4, address: Uint8Array.of(192, 0, 2, 1), port: 51620 })).toBe('192.0.2.1:51620');
    expect(addressText({ family: 6, address: ipBytes('2001:db8::1') ?? new Uint8Array(), port: 7 })).toBe(
      '[2001:db8::1]:7',
    );
  });
});
