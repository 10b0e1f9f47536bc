/** The map of all pairs of NATs: nine by nine cells in blocks of three, each empty until it has been run. */
import { select } from 'd3';

export type Mark = 'D' | 'P' | 'R';

export interface MapCell {
  /** 0 to 80: nine times A's NAT, plus B's. */
  index: number;
  /** How it ended; undefined: not run. */
  mark: Mark | undefined;
  /** `A: …, B: …: not run yet`. */
  label: string;
}

export interface NatMap {
  cells: readonly MapCell[];
  /** Index of the cell that is run now. */
  current: number;
  /** The cell that takes the focus by Tab; the arrow keys move it. */
  focus: number;
}

/** Draws the cells into the buttons that the page has written, one a cell, in their order. */
export function renderNatMap(table: Element, { cells, current, focus }: NatMap): void {
  select(table)
    .selectAll<HTMLButtonElement, MapCell>('button')
    .data(cells)
    .each(function draw({ index, mark, label }) {
      if (this.title !== label) {
        this.className = `cell ${mark ?? 'none'}`;
        this.title = label;
        this.setAttribute('aria-label', label);
        this.textContent = mark ?? '';
      }
      if (index === current) this.setAttribute('aria-current', 'true');
      else if (this.hasAttribute('aria-current')) this.removeAttribute('aria-current');
      const stop = index === focus ? 0 : -1;
      if (this.tabIndex !== stop) this.tabIndex = stop;
    });
  select(table)
    .selectAll<HTMLTableCellElement, unknown>('th[data-a], th[data-b]')
    .each(function mark() {
      const { a, b } = this.dataset;
      const isHot = a === String(Math.floor(current / 9)) || b === String(current % 9);
      if (this.classList.contains('hot') !== isHot) this.classList.toggle('hot');
    });
}
