/** An exclusive or read downward in columns: what is in the packet, what it is XORed with, what comes of it. Byte under byte. */
import { select } from 'd3';

export interface XorRow {
  name: string;
  tone: 'address' | 'cookie' | 'id' | 'result' | 'plain';
  /** Bytes as they are written: hexadecimal, decimal, or digits of the result. */
  cells: readonly string[];
  /** Tone of single cells that differs from the row's. */
  tones?: readonly string[];
}

export interface XorSum {
  /** What is worked out. */
  title: string;
  note: string;
  /** Each a group of at most four columns: an IPv6 address has four. */
  groups: readonly (readonly XorRow[])[];
  /** The same in bits, where it is short enough: packet, key, result. */
  bits: readonly string[];
}

/** Draws the sums into a `<div>`. */
export function renderXor(container: Element, sums: readonly XorSum[]): void {
  const sum = select(container)
    .selectAll<HTMLElement, XorSum>(':scope > section')
    .data(sums)
    .join((enter) => {
      const made = enter.append('section');
      const head = made.append('h3');
      head.append('b');
      head.append('span');
      made.append('div').attr('class', 'sums');
      made.append('div').attr('class', 'bin');
      return made;
    });
  sum.select('h3 b').text(({ title }) => title);
  sum.select('h3 span').text(({ note }) => note);
  const row = sum
    .select('.sums')
    .selectAll<HTMLTableElement, readonly XorRow[]>('table')
    .data(({ groups }) => groups)
    .join((enter) => {
      const table = enter.append('table');
      table.append('tbody');
      return table;
    })
    .select('tbody')
    .selectAll<HTMLTableRowElement, XorRow>('tr')
    .data((rows) => rows)
    .join((enter) => {
      const made = enter.append('tr');
      made.append('th').attr('scope', 'row');
      return made;
    })
    .attr('class', ({ tone }) => tone);
  row.select('th').text(({ name }) => name);
  row
    .selectAll<HTMLTableCellElement, string>('td')
    .data(({ cells, tone, tones }) => cells.map((text, i) => ({ text, tone: tones?.[i] ?? tone })))
    .join('td')
    .attr('class', ({ tone }) => (tone === 'plain' ? 'plain' : `byte f l ${tone}`))
    .text(({ text }) => text);
  sum
    .select('.bin')
    .selectAll('span')
    .data(({ bits }) => bits)
    .join('span')
    .text(String);
}
