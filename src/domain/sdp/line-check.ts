/** What does not follow the grammar of RFC 8866 §9 and of the documents that define the attributes. */
import { faultOfAttribute } from './attribute-check.ts';
import { createOrder } from './line-order.ts';
import { type Fault, fault, type Problem, Problems } from './problem.ts';
import type { SdpLine } from './sdp-line.ts';
import { after, afterFirstWord, before, countWords, firstWord, isDigits } from './words.ts';

export interface Checker {
  check(line: SdpLine): void;
  /** The bad lines in their order, to be asked for after the last line. */
  finish(): Problems;
}

/** Checks lines in the order in which they stand; a line that is bad in several ways has the first reason. */
export function createChecker(): Checker {
  const problems = new Problems();
  const order = createOrder();
  const groups: SdpLine[] = [];
  const mids = new Set<string>();
  return {
    check(line) {
      const found = faultOfLine(line) ?? faultOfMid(line, mids);
      const misplaced = order.check(line);
      const first = found ?? misplaced;
      if (first) problems.push(line.number, first);
      if (line.name === 'group' && !first) groups.push(line);
    },
    finish() {
      const late = order.finish();
      for (const line of groups) reportUnknownMid(line, mids, late);
      return problems.mergedWith(late);
    },
  };
}

function faultOfMid(line: SdpLine, mids: Set<string>): Fault | undefined {
  if (line.name !== 'mid') return undefined;
  if (mids.has(line.value)) return fault('repeatedMid', { value: line.value });
  mids.add(line.value);
  return undefined;
}

function reportUnknownMid(line: SdpLine, mids: ReadonlySet<string>, problems: Problem[]): void {
  const unknown = afterFirstWord(line.value)
    .split(' ')
    .find((mid) => mid !== '' && !mids.has(mid));
  if (unknown === undefined) return;
  problems.push({ line: line.number, ...fault('groupUnknownMid', { value: unknown }) });
}

/** The first thing wrong with a line by itself, wherever it stands. */
function faultOfLine(line: SdpLine): Fault | undefined {
  if (line.text.length === 0) return fault('emptyLine');
  if (line.text.includes('\0')) return fault('nulCharacter');
  if (line.number === 1 && line.text.charCodeAt(0) === 0xfeff) return fault('byteOrderMark');
  if (line.type === '') return fault('notTypeValue');
  if (line.ending === '\r') return fault('loneCarriageReturn');
  const check = checks.get(line.type);
  if (!check) return fault('unknownType', { type: line.type });
  if (line.text.charCodeAt(2) === 0x20 && line.type !== 's' && line.type !== 'i') return fault('spaceAfterEquals');
  return check(line) ?? (line.ending === '' ? fault('unfinishedLine') : undefined);
}

type Check = (line: SdpLine) => Fault | undefined;

const anything: Check = () => undefined;

const checks = new Map<string, Check>([
  ['v', ({ value }) => (value === '0' ? undefined : fault('versionNotZero', { value }))],
  ['o', ({ value }) => (isOrigin(value) ? undefined : fault('origin'))],
  ['s', ({ value }) => (value === '' ? fault('sessionNameEmpty') : undefined)],
  ['i', anything],
  ['u', anything],
  ['e', anything],
  ['p', anything],
  ['c', ({ value }) => (countWords(value, 4) === 3 && !value.endsWith(' ') ? undefined : fault('connection'))],
  ['b', ({ value }) => (value.indexOf(':') > 0 && isDigits(after(value, ':')) ? undefined : fault('bandwidth'))],
  ['t', ({ value }) => (isDigits(firstWord(value)) && isDigits(afterFirstWord(value)) ? undefined : fault('time'))],
  ['r', anything],
  ['z', anything],
  ['k', anything],
  ['m', ({ value }) => faultOfMedia(value)],
  ['a', (line) => faultOfAttribute(line)],
]);

/** `- 4611731400430051336 2 IN IP4 127.0.0.1` (RFC 8866 §5.2). */
function isOrigin(value: string): boolean {
  if (countWords(value, 7) !== 6) return false;
  const rest = afterFirstWord(value);
  return isDigits(firstWord(rest)) && isDigits(firstWord(afterFirstWord(rest)));
}

/** `video 9 UDP/TLS/RTP/SAVPF 96 97`, the port perhaps as `49170/2` (RFC 8866 §5.14). */
function faultOfMedia(value: string): Fault | undefined {
  if (countWords(value, 4) < 4) return fault('media');
  const written = firstWord(afterFirstWord(value));
  const port = before(written, '/');
  const isPort = isDigits(port) && port.length <= 5 && Number(port) <= 65535;
  const isCount = port === written || isDigits(after(written, '/'));
  return isPort && isCount ? undefined : fault('mediaPort', { value: written });
}
