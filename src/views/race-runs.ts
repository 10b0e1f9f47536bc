/** Every run of a race as a row of figures. */
import { select } from 'd3';

export interface RaceRunRow {
  key: string;
  /** Number, kind, and the figures in the order of the head. */
  cells: readonly string[];
}

/** Draws the rows into a `<tbody>`. */
export function renderRaceRuns(body: Element, rows: readonly RaceRunRow[]): void {
  select(body)
    .selectAll<HTMLTableRowElement, RaceRunRow>('tr')
    .data(rows, ({ key }) => key)
    .join('tr')
    .order()
    .selectAll<HTMLTableCellElement, string>('td')
    .data(({ cells }) => cells)
    .join('td')
    .text((text) => text);
}
