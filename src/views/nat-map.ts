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
    .attr('class', ({ mark }) => `cell ${mark ?? 'none'}`)
    .attr('aria-label', ({ label }) => label)
    .attr('title', ({ label }) => label)
    .attr('aria-current', ({ index }) => (index === current ? 'true' : null))
    .attr('tabindex', ({ index }) => (index === focus ? 0 : -1))
    .text(({ mark }) => mark ?? '');
  select(table)
    .selectAll<HTMLTableCellElement, unknown>('th[data-a], th[data-b]')
    .classed('hot', function isHot() {
      const { a, b } = this.dataset;
      return a === String(Math.floor(current / 9)) || b === String(current % 9);
    });
}
