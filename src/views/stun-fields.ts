/** The fields of a message in a list: name, bytes, what it says. */
import { select } from 'd3';

export interface FieldRow {
  field: number;
  tone: string;
  name: string;
  /** `56 to 79`. */
  range: string;
  text: string;
  chosen: boolean;
}

/** Draws a button for each field into an `<ol>`. */
export function renderStunFields(
  container: Element,
  rows: readonly FieldRow[],
  onSelect: (field: number) => void,
): void {
  const buttons = select(container)
    .selectAll<HTMLLIElement, FieldRow>(':scope > li')
    .data(rows)
    .join((enter) => {
      const item = enter.append('li');
      const button = item.append('button').attr('type', 'button');
      button.append('i').attr('aria-hidden', 'true');
      button.append('b');
      button.append('span').attr('class', 'range');
      button.append('span').attr('class', 'brief');
      return item;
    })
    .select<HTMLButtonElement>('button')
    .attr('aria-pressed', ({ chosen }) => String(chosen))
    .on('click', (_, { field }) => onSelect(field));
  buttons.select('i').attr('class', ({ tone }) => `byte f l ${tone}`);
  buttons.select('b').text(({ name }) => name);
  buttons.select('.range').text(({ range }) => range);
  buttons.select('.brief').text(({ text }) => text);
}
