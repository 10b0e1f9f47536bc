/** The arithmetic of a field in words and rows: XOR sums for an address, a table for an integrity or a fingerprint. */
import { attributeKind, attributeType } from '#domain/stun/attribute-type.ts';
import { isWellLaid } from '#domain/stun/explanation.ts';
import type { StunAttribute, StunMessage } from '#domain/stun/message.ts';
import { fingerprintWorking, integrityWorking, type Xor, xorAddressWorking } from '#domain/stun/working.ts';
import { fill } from '#i18n/fill.ts';
import type { XorRow, XorSum } from '#views/stun-xor.ts';
import type { KnownKey } from './keys.ts';
import type { MicroscopeWords } from './words.ts';

export interface Working {
  readonly sums: readonly XorSum[];
  /** Name and value of each step. */
  readonly steps: readonly (readonly [name: string, value: string])[];
  /** Whether what is in the packet is what it must be; undefined where nobody here can say, or nothing is checked. */
  readonly isRight?: boolean;
  readonly verdict: string;
}

const none: Working = { sums: [], steps: [], verdict: '' };

/** The working of an attribute; empty of one that has none. */
export function workingOf(
  message: StunMessage,
  attribute: StunAttribute | undefined,
  key: KnownKey | undefined,
  words: MicroscopeWords,
): Working {
  if (!attribute) return none;
  if (attributeKind(attribute.type) === 'xor-address') return xorWorking(message, attribute, words);
  if (!isWellLaid(message, attribute)) return none;
  if (attribute.type === attributeType.fingerprint) return crcWorking(message, attribute, words);
  return isIntegrity(attribute) ? hmacWorking(message, attribute, key, words) : none;
}

export const isIntegrity = ({ type }: StunAttribute): boolean =>
  type === attributeType.messageIntegrity || type === attributeType.messageIntegritySha256;

const hex = (bytes: Iterable<number>): string[] =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase());

const inHex = (number: number): string => `0x${(number >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;

function xorWorking(message: StunMessage, attribute: StunAttribute, words: MicroscopeWords): Working {
  const working = xorAddressWorking(message, attribute);
  if (!working) return none;
  const { port, address, read } = working;
  const number = `0x${hex(port.result).join('')}`;
  return {
    ...none,
    verdict: words.xorWhy,
    sums: [
      {
        title: words.xorPort,
        note: words.xorPortNote,
        groups: [[...rowsOf(port, 0, words), { name: number, tone: 'plain', cells: ['=', String(read.port)] }]],
        bits: [port.packet, port.key, port.result].map((bytes) => inBits(bytes)),
      },
      {
        title: words.xorAddress,
        note: read.family === 4 ? words.xorAddressNote : words.xorAddress6Note,
        groups: inFours(address).map((four, i) => [...rowsOf(four, i, words), lastRow(four, read.family, words)]),
        bits: [],
      },
    ],
  };
}

function lastRow({ result }: Xor, family: 4 | 6, words: MicroscopeWords): XorRow {
  if (family === 4) return { name: words.decimal, tone: 'plain', cells: result.map(String) };
  return {
    name: '',
    tone: 'plain',
    cells: [0, 2].map((i) =>
      hex(result.slice(i, i + 2))
        .join('')
        .toLowerCase(),
    ),
  };
}

function rowsOf({ packet, key, result }: Xor, group: number, words: MicroscopeWords): XorRow[] {
  const isCookie = group === 0;
  return [
    { name: words.inPacket, tone: 'address', cells: hex(packet) },
    { name: isCookie ? words.xorKey : words.xorKeyId, tone: isCookie ? 'cookie' : 'id', cells: hex(key) },
    { name: words.equals, tone: 'result', cells: hex(result) },
  ];
}

function inFours({ packet, key, result }: Xor): Xor[] {
  return Array.from({ length: packet.length / 4 }, (_, i) => {
    const four = (bytes: readonly number[]) => bytes.slice(4 * i, 4 * i + 4);
    return { packet: four(packet), key: four(key), result: four(result) };
  });
}

/** `1011 1101 1010 1000` */
function inBits(bytes: readonly number[]): string {
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.replace(/(.{4})(?=.)/g, '$1 ');
}

function crcWorking(message: StunMessage, attribute: StunAttribute, words: MicroscopeWords): Working {
  const { work } = words;
  const { covered, crc, expected, found } = fingerprintWorking(message, attribute);
  const isRight = found === expected;
  return {
    sums: [],
    steps: [
      [work.covered, fill(work.coveredText, { to: covered - 1 })],
      [work.crc, inHex(crc)],
      [work.xored, inHex(expected)],
      [work.found, found === undefined ? '' : inHex(found)],
    ],
    isRight,
    verdict: isRight ? work.right : work.wrongFingerprint,
  };
}

function hmacWorking(
  message: StunMessage,
  attribute: StunAttribute,
  key: KnownKey | undefined,
  words: MicroscopeWords,
): Working {
  const { work } = words;
  const { algorithm, covered, length, expected, found } = integrityWorking(message, attribute, key?.bytes);
  const isRight = expected && hex(expected).join() === hex(found).join();
  return {
    sums: [],
    steps: [
      [work.covered, fill(work.coveredText, { to: covered - 1 })],
      [work.length, fill(work.lengthText, { length })],
      [work.key, keyText(key, words)],
      [algorithm, expected ? hex(expected).join(' ') : ''],
      [work.found, hex(found).join(' ')],
    ],
    ...(isRight === undefined ? {} : { isRight }),
    verdict: isRight === undefined ? work.unknown : isRight ? work.right : work.wrong,
  };
}

function keyText(key: KnownKey | undefined, { work }: MicroscopeWords): string {
  if (!key) return work.noKey;
  const { owner, mechanism, password, bytes } = key;
  if (owner) return fill(work.icePwd, { peer: owner.toUpperCase(), password });
  if (mechanism === 'short-term') return fill(work.shortTerm, { password });
  return fill(work.longTerm, { key: hex(bytes).join('') });
}
