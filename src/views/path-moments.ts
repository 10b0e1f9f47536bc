/** What happened to a path, as a list: when, what, and how long after what caused it. */
import { select } from 'd3';

export interface MomentRow {
  key: string;
  time: string;
  text: string;
  after: string;
  tone: 'ok' | 'w' | 'bad' | 'infra';
}

/** Draws the list into an `<ol>`. */
export function renderMoments(list: Element, rows: readonly MomentRow[]): void {
  const items = select(list)
    .selectAll<HTMLLIElement, MomentRow>('li')
    .data(rows, ({ key }) => key)
    .join((enter) => {
      const item = enter.append('li');
      for (const name of ['time', 'text', 'after']) item.append('span').attr('class', name);
      return item;
    })
    .attr('data-tone', ({ tone }) => tone);
  items.select('.time').text(({ time }) => time);
  items.select('.text').text(({ text }) => text);
  items.select('.after').text(({ after }) => after);
}
