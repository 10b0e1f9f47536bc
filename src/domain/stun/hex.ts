/** Bytes as hexadecimal: `0001 0000 2112a442` and back. */

/** Bytes as lower-case hexadecimal digits without spaces. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The bytes of an even number of hexadecimal digits; undefined for other text. */
export function fromHex(digits: string): Uint8Array | undefined {
  if (digits.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(digits)) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

/** A character that is no hexadecimal digit, or a digit without its other half, as people count: lines and columns from 1. */
export interface HexProblem {
  reason: 'not-hex' | 'half-byte';
  /** Index of the character in the text. */
  index: number;
  line: number;
  column: number;
  character: string;
}

export type HexReading = { ok: true; bytes: Uint8Array } | { ok: false; problem: HexProblem };

/** A line of a dump: its offset, then up to sixteen bytes, then the same in letters. */
const dumpLine = /^(\s*[\da-f]{4,8}(?::\s*|\s{2,}))([\da-f]{2}(?:\s{1,2}[\da-f]{2}){0,15})(?=\s|$)/i;

/**
 * Reads hexadecimal as people paste it: with spaces, line ends, colons, commas, `0x` and `\x`, or a dump with offsets as Wireshark,
 * tcpdump and `hexdump -C` write it.
 */
export function readHex(text: string): HexReading {
  const plain = text.replace(/^.*$/gm, blanked);
  const digits: { digit: string; index: number }[] = [];
  for (const { 0: found, index } of plain.matchAll(/0x|\\x|[\s:,;-]|./gis)) {
    if (found.length > 1 || /[\s:,;-]/.test(found)) continue;
    if (!/[\da-f]/i.test(found)) return { ok: false, problem: problemAt(text, index, 'not-hex') };
    digits.push({ digit: found, index });
  }
  const last = digits.at(-1);
  if (digits.length % 2 !== 0 && last) return { ok: false, problem: problemAt(text, last.index, 'half-byte') };
  return { ok: true, bytes: fromHex(digits.map(({ digit }) => digit).join('')) ?? new Uint8Array() };
}

/** A line of a dump with spaces in place of all but its bytes, so that places in the text stay what they are. */
function blanked(line: string): string {
  const [, offset, bytes] = dumpLine.exec(line) ?? [];
  return offset === undefined || bytes === undefined ? line : (' '.repeat(offset.length) + bytes).padEnd(line.length);
}

function problemAt(text: string, index: number, reason: HexProblem['reason']): HexProblem {
  const before = text.slice(0, index).split('\n');
  const column = (before.at(-1) ?? '').length + 1;
  const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
  return { reason, index, line: before.length, column, character };
}
