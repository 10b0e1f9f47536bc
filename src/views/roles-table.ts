import { select } from 'd3';
import type { RoleLine } from './who-talks-to-whom.ts';

/** Writes the same facts as the rows of a table: part, whether it is used, why. */
export function renderRolesTable(body: Element, lines: readonly RoleLine[]): void {
  const row = select(body)
    .selectAll<HTMLTableRowElement, RoleLine>('tr')
    .data(lines)
    .join('tr')
    .attr('class', ({ use }) => use);
  row
    .selectAll('th')
    .data(({ name }) => [name])
    .join('th')
    .attr('scope', 'row')
    .text((name) => name);
  row
    .selectAll('td')
    .data(({ useWord, sentence }) => [useWord, sentence])
    .join('td')
    .text((text) => text);
}
