/** Rows of a table whose head and caption the page has written: candidates, pairs. */
import { select } from 'd3';

export interface FactRow {
  /** Tells the row from the others. */
  key: string;
  cells: readonly string[];
  /** A class of the row, as `a`, `b`, or `b selected`. */
  kind: string;
}

/** Draws the rows into a `tbody`. */
export function renderFactRows(container: Element, rows: readonly FactRow[]): void {
  select(container)
    .selectAll<HTMLTableRowElement, FactRow>('tr')
    .data(rows, (row) => row?.key)
    .join('tr')
    .attr('class', (row) => row.kind)
    .selectAll<HTMLTableCellElement, string>('td')
    .data((row) => row.cells)
    .join('td')
    .text(String);
}
