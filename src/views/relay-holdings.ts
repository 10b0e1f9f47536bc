/** What the server holds for a client, each with the time it has left. */
import { select } from 'd3';

export interface HoldingRow {
  key: string;
  name: string;
  what: string;
  /** From 0 to 1. */
  left: number;
  time: string;
}

/** Draws the rows into a `dl`. */
export function renderHoldings(container: Element, rows: readonly HoldingRow[]): void {
  select(container)
    .selectAll<HTMLDivElement, HoldingRow>('div')
    .data(rows, (row) => row?.key)
    .join((enter) => {
      const row = enter.append('div');
      const name = row.append('dt');
      name.append('span');
      name.append('small');
      row.append('i').attr('aria-hidden', 'true').append('b');
      row.append('dd');
      return row;
    })
    .order()
    .each(function fill(row) {
      const one = select(this);
      one.select('dt span').text(row.name);
      one.select('dt small').text(row.what);
      one.select('i b').style('width', `${(row.left * 100).toFixed(1)}%`);
      one.select('dd').text(row.time);
    });
}
