/** B's clock against A's, with every ping that compared them. */
import { format } from 'd3';
import { fill } from '#i18n/fill.ts';
import { renderClockPlot } from '#views/clock-plot.ts';
import { named, write } from '#widgets/parts.ts';
import type { Moment } from './exchange-picture.ts';
import { clocksAt } from './talk-pictures.ts';
import type { TabWords } from './words.ts';

const hundredths = format(',.2f');
const tenths = format(',.1f');

/** Milliseconds with a sign that is a minus, as on the plot's axis: `−1.80`, `−82,140.5`. */
export const signed = (ms: number): string => (Math.abs(ms) < 100 ? hundredths(ms) : tenths(ms));

export function drawClocks(root: HTMLElement, moment: Moment, width: number, words: TabWords): void {
  const { pings, estimate, over } = clocksAt(moment);
  const values = {
    ...{ offset: signed(estimate?.offset ?? 0), error: hundredths(estimate?.error ?? 0) },
    ...{ count: estimate?.count ?? 0, roundTrip: hundredths(estimate?.roundTrip ?? 0), over: words.over[over] },
  };
  write(named(root, 'clock-value'), estimate ? fill(words.clockValue, values) : words.clockNone);
  write(named(root, 'clock-text'), estimate ? fill(words.clockText, values) : words.clockEmpty);
  const { offset, roundTrip, fastest } = words.plot;
  const label = fill(words.plot.label, values);
  renderClockPlot(named(root, 'clock-plot'), { width, pings, words: { label, offset, roundTrip, fastest } });
}
