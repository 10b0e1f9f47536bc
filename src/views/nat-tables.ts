/** The tables of one NAT: mappings, filters, and apart from them what was turned away at the door. */
import { select } from 'd3';

/** Whose address it is: a peer's, a server's, or nobody's in particular. */
export type Hue = 'a' | 'b' | 'infra' | 'plain';

export interface NatCell {
  text: string;
  hue: Hue;
}

export interface NatRow {
  cells: readonly NatCell[];
  /** `lit`: this packet made it; `used`: by it this packet passed; `near`: a refused packet came closest to it; `miss`: refused now. */
  state: 'lit' | 'used' | 'near' | 'miss' | 'past' | 'kept';
  /** When it was made, `step 6`, or what became of it, in a last column of its own; some tables have none. */
  when?: string;
}

export interface NatTable {
  name: 'mappings' | 'filters' | 'door' | 'relay';
  caption: string;
  heads: readonly string[];
  rows: readonly NatRow[];
  /** Said in place of rows, while there are none. */
  empty: string;
}

/** Draws a NAT's tables into a section; a table without rows says so. */
export function renderNatTables(container: Element, tables: readonly NatTable[]): void {
  const table = select(container)
    .selectAll<HTMLTableElement, NatTable>('table')
    .data(tables, (datum) => datum?.name)
    .join((enter) => {
      const made = enter.append('table');
      made.append('caption');
      made.append('thead').append('tr');
      made.append('tbody');
      return made;
    })
    .attr('class', ({ name }) => `nat-table ${name}`)
    .order();
  table.select('caption').text(({ caption }) => caption);
  table
    .select('thead tr')
    .selectAll('th')
    .data(({ heads }) => heads)
    .join((enter) => enter.append('th').attr('scope', 'col'))
    .text((head) => head);
  table.select<HTMLTableSectionElement>('tbody').each(function draw(datum) {
    drawRows(this, datum);
  });
}

function drawRows(body: HTMLTableSectionElement, { rows, empty, heads }: NatTable): void {
  const none: NatRow = { cells: [{ text: empty, hue: 'plain' }], state: 'kept' };
  const row = select(body)
    .selectAll<HTMLTableRowElement, NatRow>('tr')
    .data(rows.length > 0 ? rows : [none])
    .join('tr')
    .attr('class', ({ state }) => state);
  row
    .selectAll<HTMLTableCellElement, NatCell>('td')
    .data(({ cells, when }) => (when === undefined ? cells : [...cells, { text: when, hue: 'plain' } as const]))
    .join('td')
    .attr('class', ({ hue }, index, cells) =>
      rows[0]?.when !== undefined && index === cells.length - 1 ? 'when' : hue,
    )
    .attr('colspan', rows.length > 0 ? null : heads.length)
    .text(({ text }) => text);
}
