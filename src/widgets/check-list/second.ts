/** The same pairs over a transport of their own, as they would stand without BUNDLE (RFC 8445 §6.1.2.6; RFC 9143). */
import { select } from 'd3';
import type { ChecksReading } from '#domain/ice/check-reading.ts';
import { fill } from '#i18n/fill.ts';
import { renderPairStates } from '#views/pair-state.ts';
import { named, write } from '#widgets/parts.ts';
import type { CheckListWords } from './words.ts';

export function drawSecond(root: HTMLElement, { second }: ChecksReading, words: CheckListWords): void {
  named(root, 'second-section').hidden = second.length === 0;
  const items = select<Element, unknown>(named(root, 'second'))
    .selectAll<HTMLLIElement, (typeof second)[number]>('li')
    .data(second)
    .join((enter) => {
      const item = enter.append('li');
      item.append('b');
      return item;
    });
  items.select('b').text(({ rank }) => rank);
  renderPairStates(items, ({ state }) => [{ origin: 'model', state, text: words.states[state] }]);
  const thawed = second.filter(({ state }) => state !== 'frozen').map(({ rank }) => rank);
  write(named(root, 'second-text'), fill(words.secondText, { thawed: thawed.join(', ') || words.secondNone }));
}
