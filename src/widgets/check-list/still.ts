/** The end of the recorded run as a picture and a table, for a page where nothing can run. Drawn while the site is built. */
import { readChecks } from '#domain/ice/check-reading.ts';
import type { Words } from '#i18n/words.ts';
import { renderCheckMatrix } from '#views/check-matrix.ts';
import { renderCheckTable } from '#views/check-table.ts';
import { stillOf } from '#widgets/still.ts';
import { announcedIn } from './announced.ts';
import { matrixOf, tableOf } from './pictures.ts';
import { ChecksRecord } from './record.ts';
import { recordedRun } from './recorded.ts';

/** Name and version of the browser that it was recorded in. */
export const recordedBrowser = recordedRun().browser;

/** Both pictures as markup, seen from A. */
export function recordedStill(words: Words['checks']): { matrix: string; columns: number; rows: string } {
  const record = new ChecksRecord(recordedBrowser, recordedRun().events);
  const { run, moments } = record.of('a');
  const t = moments.at(-1)?.t ?? 0;
  const reading = readChecks(run, t);
  const matrix = matrixOf(reading, announcedIn(record), '', words);
  const rows = tableOf(reading, t - (run.start ?? 0), '', words);
  return {
    matrix: stillOf('div', (container) => renderCheckMatrix(container, matrix)),
    columns: matrix.columns.length,
    rows: stillOf('tbody', (container) => renderCheckTable(container, rows, words)),
  };
}
