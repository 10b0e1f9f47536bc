/** The check list as rows of a table whose head the page has written: the model's column dashed, the browser's solid. */
import { select } from 'd3';
import { type PairStateChip, renderPairStates } from './pair-state.ts';

export interface CheckTableRow {
  key: string;
  rank: string;
  /** As `host`, of A and of B. */
  a: string;
  b: string;
  /** With separators, as `9,079,290,933,572,287,998`. */
  priority: string;
  model: PairStateChip;
  /** As `sent 50 ms`. */
  sent: string;
  reported: PairStateChip;
  /** As `RTT 0.6 ms`. */
  figures: string;
  flags: readonly { kind: 'nominated' | 'selected'; text: string }[];
  /** Why there is no pair, or what else is to be known; empty otherwise. */
  why: string;
  selected: boolean;
  /** It is looked at. */
  chosen: boolean;
}

type Cell = 'rank' | 'pair' | 'priority' | 'model' | 'reported' | 'flags';

const cells: readonly Cell[] = ['rank', 'pair', 'priority', 'model', 'reported', 'flags'];

const pairTexts = ({ a, b }: CheckTableRow): [string, string][] => [
  ['a', a],
  ['to', ' → '],
  ['b', b],
];

/** Draws the rows into a `tbody`; `heads` stand before the values where a narrow page makes cards of the rows. */
export function renderCheckTable(
  container: Element,
  rows: readonly CheckTableRow[],
  heads: Readonly<Record<'model' | 'reported', string>>,
): void {
  const lines = select(container)
    .selectAll<HTMLTableRowElement, CheckTableRow>('tr')
    .data(rows, (row) => row?.key)
    .join((enter) => {
      const line = enter.append('tr');
      for (const cell of cells) line.append('td').attr('class', cell);
      return line;
    })
    .order()
    .classed('selected', ({ selected }) => selected)
    .classed('chosen', ({ chosen }) => chosen);
  lines.select('td.rank').text(({ rank }) => rank);
  lines.select('td.priority').text(({ priority }) => priority);
  lines
    .select<HTMLTableCellElement>('td.pair')
    .selectAll<HTMLSpanElement, [string, string]>('span')
    .data(pairTexts)
    .join('span')
    .attr('class', ([kind]) => kind)
    .text(([, text]) => text);
  const model = lines.select<HTMLTableCellElement>('td.model').attr('data-head', heads.model);
  const reported = lines.select<HTMLTableCellElement>('td.reported').attr('data-head', heads.reported);
  renderPairStates(model, (row) => [row.model]);
  renderPairStates(reported, (row) => [row.reported]);
  for (const [cell, text] of [
    [model, (row: CheckTableRow) => row.sent],
    [reported, (row: CheckTableRow) => row.figures],
  ] as const) {
    cell
      .selectAll('small')
      .data((row) => [text(row)].filter(Boolean))
      .join('small')
      .text(String);
  }
  const flags = lines.select<HTMLTableCellElement>('td.flags');
  flags
    .selectAll<HTMLSpanElement, CheckTableRow['flags'][number]>('span.flag')
    .data(({ flags: each }) => each)
    .join('span')
    .attr('class', ({ kind }) => `flag ${kind}`)
    .text(({ text }) => text);
  flags
    .selectAll('span.why')
    .data(({ why }) => [why].filter(Boolean))
    .join('span')
    .attr('class', 'why')
    .text(String);
}
