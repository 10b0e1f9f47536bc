/** RFC 8866 §5 wants CRLF and tolerates LF; a lone CR ends a line here too, and is a problem. */
export type LineEnding = '\r\n' | '\n' | '\r' | '';

const equalsSign = 0x3d;
export const byteOrderMark = 0xfeff;

/** A byte order mark stands before the first line, not in it. */
function startOf(text: string, number: number): number {
  return number === 1 && text.charCodeAt(0) === byteOrderMark ? 1 : 0;
}

/** One line of a description, as `a=rtpmap:111 opus/48000/2` (RFC 8866 §5). */
export class SdpLine {
  /** From 1. */
  readonly number: number;
  /** Where the line begins in the text, in UTF-16 units. */
  readonly offset: number;
  /** The line without its ending. */
  readonly text: string;
  readonly ending: LineEnding;
  /** Index into `sections`. */
  readonly section: number;
  /** The letter before `=`; empty when the line is not of the form `type=value`. */
  readonly type: string;
  /** The attribute's name, as `rtpmap`; empty on other lines. */
  readonly name: string;
  /** What follows `type=`, or in an attribute what follows the colon; the whole text of a line of no type. */
  readonly value: string;

  constructor(number: number, offset: number, text: string, ending: LineEnding, section: number) {
    const start = startOf(text, number);
    const type = text.charCodeAt(start + 1) === equalsSign ? text.charAt(start) : '';
    const content = type === '' ? text : text.slice(start + 2);
    const colon = type === 'a' ? content.indexOf(':') : -1;
    this.number = number;
    this.offset = offset;
    this.text = text;
    this.ending = ending;
    this.section = section;
    this.type = type;
    this.name = type !== 'a' ? '' : colon === -1 ? content : content.slice(0, colon);
    this.value = type !== 'a' ? content : colon === -1 ? '' : content.slice(colon + 1);
  }
}
