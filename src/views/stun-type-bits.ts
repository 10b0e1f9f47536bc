/** The sixteen bits of the type field of a question and its answer, one under the other (RFC 8489 §5). */
import { select } from 'd3';

export interface TypeBits {
  /** `0x0101`. */
  hex: string;
  type: number;
  /** What the class bits say: `class 10, success`. */
  text: string;
}

/** Bits 8 and 4, counted from the right, are the class; the two on the left are always zero. */
const kindOf = (index: number): string => (index < 2 ? 'z' : index === 7 || index === 11 ? 'c' : 'm');

export function renderTypeBits(container: Element, rows: readonly TypeBits[]): void {
  const row = select(container)
    .selectAll<HTMLDivElement, TypeBits>(':scope > .tbr')
    .data(rows)
    .join((enter) => {
      const made = enter.append('div').attr('class', 'tbr');
      made.append('code');
      made.append('span').attr('class', 'bits').attr('aria-hidden', 'true');
      made.append('em');
      return made;
    });
  row.select('code').text(({ hex }) => hex);
  row.select('em').text(({ text }) => text);
  row
    .select('.bits')
    .selectAll('i')
    .data(({ type }) => Array.from({ length: 16 }, (_, i) => (type >> (15 - i)) & 1))
    .join('i')
    .attr('class', (_, i) => kindOf(i))
    .text(String);
}
