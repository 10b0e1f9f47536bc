import { describe, expect, it } from 'vitest';
import { readHex, toHex } from '#domain/stun/hex.ts';

const read = (text: string) => {
  const reading = readHex(text);
  return reading.ok ? toHex(reading.bytes) : reading.problem;
};

describe('hexadecimal that was pasted', () => {
  it.each([
    ['000100002112A442'],
    ['00 01 00 00 21 12 a4 42'],
    ['00:01:00:00:21:12:a4:42\n'],
    ['0x00, 0x01, 0x00, 0x00,\n0x21, 0x12, 0xa4, 0x42'],
    ['\\x00\\x01\\x00\\x00\\x21\\x12\\xa4\\x42'],
    ['0000   00 01 00 00 21 12 a4 42                           ....!..B'],
    ['00000000  00 01 00 00 21 12 a4 42                           |....!..B|'],
    ['0001 0000 2112 a442'],
    ['0000   00 01 00 00\n0004   21 12 a4 42'],
  ])('%j is eight bytes', (text) => expect(read(text)).toBe('000100002112a442'));

  it('of a dump with sixteen bytes a line leaves the letters out', () => {
    expect(read('0000   00 01 00 00 21 12 a4 42  30 31 32 33 34 35 36 37   ....!..B01234567')).toBe(
      '000100002112a4423031323334353637',
    );
  });

  it('says at which character it is none', () => {
    expect(read('00 01\n00 0g')).toEqual({ reason: 'not-hex', index: 10, line: 2, column: 5, character: 'g' });
    expect(read('00 01 2')).toEqual({ reason: 'half-byte', index: 6, line: 1, column: 7, character: '2' });
    expect(read('00 😀')).toMatchObject({ reason: 'not-hex', character: '😀' });
  });

  it('may be nothing', () => expect(read(' \n')).toBe(''));
});
