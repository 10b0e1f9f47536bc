import { describe, expect, it } from 'vitest';
import { encodeChannelData, frameLength, parseChannelData } from '#domain/stun/channel-data.ts';
import { sharerOf } from '#domain/stun/demultiplex.ts';
import { fromHex, toHex } from '#domain/stun/hex.ts';

const bytesOf = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array();

describe('ChannelData', () => {
  it('is four bytes and the data, padded over a stream alone', () => {
    const message = { channel: 0x4001, data: bytesOf('616263') };
    expect(toHex(encodeChannelData(message))).toBe('40010003616263');
    expect(toHex(encodeChannelData(message, true))).toBe('4001000361626300');
    for (const stream of [false, true]) expect(parseChannelData(encodeChannelData(message, stream))).toEqual(message);
  });

  it.each(['', '40', '400100', '4001000161'.slice(0, 8), '3fff0000', '50000000', '000100002112a442'])(
    '%s is none',
    (hex) => expect(parseChannelData(bytesOf(hex))).toBeUndefined(),
  );
});

describe('a stream', () => {
  it.each([
    ['', undefined],
    ['00', undefined],
    ['000100', undefined],
    ['00010008', 28],
    ['400100', undefined],
    ['40010003', 8],
    ['40010004', 8],
    ['16030100', null],
    ['80600001', null],
  ])('that begins with "%s" begins with a message of %s bytes', (hex, length) => {
    expect(frameLength(bytesOf(hex))).toBe(length);
  });
});

it.each([
  [0, 'stun'],
  [3, 'stun'],
  [4, 'unknown'],
  [16, 'zrtp'],
  [20, 'dtls'],
  [63, 'dtls'],
  [64, 'turn-channel'],
  [79, 'turn-channel'],
  [80, 'quic'],
  [128, 'rtp'],
  [191, 'rtp'],
  [192, 'quic'],
])('a packet whose first byte is %i is %s', (byte, sharer) => expect(sharerOf(byte)).toBe(sharer));
