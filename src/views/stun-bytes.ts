/** The bytes of a message, one 32-bit word or two a row, each field framed and, word by word, named. */
import { select } from 'd3';

export interface ByteCell {
  /** Two digits: `a4`. */
  hex: string;
  /** A colour of the field's: `type`, `length`, `cookie`, `id`, `address-head`, `address`, `user`, `priority`, `role`, `integrity`, `other`. */
  tone: string;
  /** Index of the field it belongs to. */
  field: number;
  /** First and last byte of a framed run. */
  first: boolean;
  last: boolean;
  /** In the packet, not in the value. */
  padding: boolean;
  /** What is wrong shows here. */
  bad: boolean;
  /** Part of what is chosen. */
  chosen: boolean;
}

/** A field whose name stands beside the row that it begins in. */
export interface ByteLabel {
  row: number;
  field: number;
  name: string;
  /** What it says, in a word or two. */
  text: string;
  chosen: boolean;
}

export interface StunBytes {
  perRow: 4 | 8;
  cells: readonly ByteCell[];
  labels: readonly ByteLabel[];
  /** What the picture is of. */
  name: string;
  onSelect: (field: number) => void;
}

const classOf = ({ tone, first, last, padding, bad, chosen }: ByteCell): string =>
  ['byte', tone, first && 'f', last && 'l', padding && 'pd', bad && 'bad', chosen && 'sel'].filter(Boolean).join(' ');

/** Draws the grid of bytes into a `<div>`; the labels are buttons, the bytes can be pressed too. */
export function renderStunBytes(container: Element, data: StunBytes): void {
  const { perRow, cells, labels, name, onSelect } = data;
  const count = Math.max(1, Math.ceil(cells.length / perRow));
  const rows = Array.from({ length: count }, (_, row) => ({
    row,
    cells: cells.slice(row * perRow, (row + 1) * perRow),
    labels: labels.filter((label) => label.row === row),
  }));
  const root = select(container).attr('data-per-row', perRow).attr('role', 'group').attr('aria-label', name);
  const drawn = root
    .selectAll<HTMLDivElement, unknown>(':scope > .stun-word')
    .data(rows)
    .join((enter) => {
      const word = enter.append('div').attr('class', 'stun-word');
      word.append('span').attr('class', 'off').attr('aria-hidden', 'true');
      word.append('span').attr('class', 'bytes').attr('aria-hidden', 'true');
      word.append('span').attr('class', 'names');
      return word;
    });
  drawn.select('.off').text(({ row }) => String(row * perRow).padStart(2, '0'));
  drawn
    .select('.bytes')
    .selectAll<HTMLElement, ByteCell>('.byte')
    .data((row) => row.cells)
    .join('i')
    .attr('class', classOf)
    .text(({ hex }) => hex)
    .on('click', (_, { field }) => onSelect(field));
  drawn
    .select('.names')
    .selectAll<HTMLButtonElement, ByteLabel>('button')
    .data((row) => row.labels)
    .join((enter) => {
      const button = enter.append('button').attr('type', 'button');
      button.append('b');
      button.append('span');
      return button;
    })
    .attr('aria-pressed', ({ chosen }) => String(chosen))
    .on('click', (_, { field }) => onSelect(field))
    .call((button) => button.select('b').text(({ name: label }) => label))
    .call((button) => button.select('span').text(({ text }) => text));
}
