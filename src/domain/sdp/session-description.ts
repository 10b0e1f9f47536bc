/**
 * A session description as its lines: `v=0`, `o=- 4611731400430051336 2 IN IP4 127.0.0.1` … (RFC 8866 §5).
 *
 * Nothing is lost: every line keeps its text, its ending and its offset, known or not, so that formatting gives back the
 * very characters that were parsed. Nothing throws: what does not follow the grammar is named in `problems`.
 */
import { createChecker } from './line-check.ts';
import type { Problems } from './problem.ts';
import { byteOrderMark, type LineEnding, SdpLine } from './sdp-line.ts';
import { Section } from './section.ts';

/** A parsed description. Only the offsets of its lines are kept; a line is made when asked for. */
export class SessionDescription {
  readonly text: string;
  /** The session section first, then each media section. */
  readonly sections: readonly Section[];
  /** The bad lines, in their order, one reason each: `problems.at(0)` is the first bad line. */
  readonly problems: Problems;
  readonly #offsets: readonly number[];
  #lines: readonly SdpLine[] | undefined;

  constructor(text: string, offsets: readonly number[], sections: readonly Section[], problems: Problems) {
    this.text = text;
    this.#offsets = offsets;
    this.sections = sections;
    this.problems = problems;
  }

  get lineCount(): number {
    return this.#offsets.length;
  }

  /** All lines. */
  get lines(): readonly SdpLine[] {
    this.#lines ??= Array.from({ length: this.lineCount }, (_, index) => this.#lineAt(index));
    return this.#lines;
  }

  /** The line with a number, from 1. */
  line(number: number): SdpLine | undefined {
    return number >= 1 && number <= this.lineCount ? this.#lineAt(number - 1) : undefined;
  }

  /** The lines of a section, one after the other. */
  *linesOf(section: Section): Generator<SdpLine> {
    for (let index = section.from; index < section.to; index++) yield this.#lineAt(index);
  }

  /** The section that a line belongs to. */
  sectionOf(line: SdpLine): Section {
    const section = this.sections[line.section];
    if (!section) throw new Error(`line ${line.number} is of another description`);
    return section;
  }

  #lineAt(index: number): SdpLine {
    const start = this.#offsets[index] ?? 0;
    const next = this.#offsets[index + 1] ?? this.text.length;
    const ending = endingBefore(this.text, start, next);
    return new SdpLine(index + 1, start, this.text.slice(start, next - ending.length), ending, this.#sectionAt(index));
  }

  /** The last section that begins at or before a line. */
  #sectionAt(index: number): number {
    let low = 0;
    let high = this.sections.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.sections[middle]?.from ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Parses any text whatever, in time linear in its length (RFC 8866 §5, §9). */
export function parseSessionDescription(text: string): SessionDescription {
  const slices = parseInSlices(text, Number.POSITIVE_INFINITY);
  for (;;) {
    const step = slices.next();
    if (step.done) return step.value;
  }
}

/** The text that was parsed, character for character, from its lines and their endings. */
export function formatSessionDescription(description: SessionDescription): string {
  return description.lines.map((line) => line.text + line.ending).join('');
}

/** Parses some lines at a time, so that a page stays responsive; yields the offset reached, in UTF-16 units. */
export function* parseInSlices(text: string, linesPerSlice: number): Generator<number, SessionDescription, void> {
  const offsets: number[] = [];
  const checker = createChecker();
  const reader = { text, lf: -1, cr: -1 };
  let section = new Section(0, 0);
  const sections = [section];
  for (let offset = 0; offset < text.length; ) {
    if (beginsMedia(text, offset, offsets.length)) {
      section = new Section(sections.length, offsets.length);
      sections.push(section);
    }
    const line = readLine(reader, offset, offsets.length, section.index);
    offsets.push(offset);
    section.add(line);
    checker.check(line);
    offset += line.text.length + line.ending.length;
    if (offsets.length % linesPerSlice === 0) yield offset;
  }
  return new SessionDescription(text, offsets, sections, checker.finish());
}

/** Whether an `m=` stands here; a byte order mark before the first line counts for nothing. */
function beginsMedia(text: string, offset: number, index: number): boolean {
  const start = offset + (index === 0 && text.charCodeAt(0) === byteOrderMark ? 1 : 0);
  return text.charCodeAt(start) === 0x6d && text.charCodeAt(start + 1) === 0x3d;
}

/** Where the next LF and CR are; each is looked for once, so that no part of the text is searched twice. */
interface Reader {
  readonly text: string;
  lf: number;
  cr: number;
}

function readLine(reader: Reader, offset: number, index: number, section: number): SdpLine {
  const { text } = reader;
  if (reader.lf < offset) reader.lf = indexOrEnd(text, '\n', offset);
  if (reader.cr < offset) reader.cr = indexOrEnd(text, '\r', offset);
  const end = Math.min(reader.lf, reader.cr);
  return new SdpLine(index + 1, offset, text.slice(offset, end), endingAt(text, end), section);
}

function indexOrEnd(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length : at;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

function endingAt(text: string, end: number): LineEnding {
  const code = text.charCodeAt(end);
  if (code === lineFeed) return '\n';
  if (code !== carriageReturn) return '';
  return text.charCodeAt(end + 1) === lineFeed ? '\r\n' : '\r';
}

/** The ending of a line that is known to end before `next`. */
function endingBefore(text: string, start: number, next: number): LineEnding {
  const last = text.charCodeAt(next - 1);
  if (last === carriageReturn) return '\r';
  if (last !== lineFeed) return '';
  return next - 2 >= start && text.charCodeAt(next - 2) === carriageReturn ? '\r\n' : '\n';
}
