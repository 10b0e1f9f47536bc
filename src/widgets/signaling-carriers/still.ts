/** The recorded runs as a picture and a table, for a page where nothing can run. Drawn while the site is built. */
import type { Words } from '#i18n/words.ts';
import { renderCarrierBars } from '#views/carrier-bars.ts';
import { stillOf } from '#widgets/still.ts';
import { CarrierRuns } from './carrier-run.ts';
import { barsOf, type RowTexts, rowTexts } from './pictures.ts';
import { recordedRun } from './recorded.ts';
import { carrierNames } from './words.ts';

export { recordedBrowser } from './recorded.ts';

type Rows = Readonly<Record<string, RowTexts>>;

const rowsOf = (runs: CarrierRuns, words: Words['carriers']): Rows =>
  Object.fromEntries(carrierNames.map((carrier) => [carrier, rowTexts(carrier, runs, '', words)]));

/** The rows of the table before anything has run. */
export const emptyRows = (words: Words['carriers']): Rows => rowsOf(new CarrierRuns(), words);

/** The bars of the recorded runs, as markup, and the rows of their table. */
export function recordedStill(words: Words['carriers']): { bars: string; rows: Rows } {
  const runs = new CarrierRuns();
  for (const carrier of carrierNames) runs.put(recordedRun(carrier));
  return {
    bars: stillOf('div', (container) => renderCarrierBars(container, barsOf(runs, {}, words))),
    rows: rowsOf(runs, words),
  };
}
