/** B's clock against A's, with every ping that compared them. */
import { fill } from '#i18n/fill.ts';
import { renderClockPlot } from '#views/clock-plot.ts';
import { named, write } from '#widgets/parts.ts';
import type { Moment } from './exchange-picture.ts';
import { clocksAt } from './talk-pictures.ts';
import type { TabWords } from './words.ts';

/** Milliseconds with a sign that is a minus, as `−1.8`. */
const signed = (ms: number): string => ms.toFixed(Math.abs(ms) < 100 ? 2 : 1).replace('-', '−');

export function drawClocks(root: HTMLElement, moment: Moment, width: number, words: TabWords): void {
  const { pings, estimate, over } = clocksAt(moment);
  const values = {
    ...{ offset: signed(estimate?.offset ?? 0), error: (estimate?.error ?? 0).toFixed(2) },
    ...{ count: estimate?.count ?? 0, roundTrip: (estimate?.roundTrip ?? 0).toFixed(2), over: words.over[over] },
  };
  write(named(root, 'clock-value'), estimate ? fill(words.clockValue, values) : words.clockNone);
  write(named(root, 'clock-text'), estimate ? fill(words.clockText, values) : words.clockEmpty);
  const { offset, roundTrip, fastest } = words.plot;
  const label = fill(words.plot.label, values);
  renderClockPlot(named(root, 'clock-plot'), { width, pings, words: { label, offset, roundTrip, fastest } });
}
