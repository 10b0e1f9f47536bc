import { readFileSync } from 'node:fs';
import { parseTrace } from '#domain/trace-file.ts';
import { wordsOf } from '#i18n/words.ts';
import type { Moment } from '#widgets/two-tab-bench/exchange-picture.ts';
import { TwoHalves } from '#widgets/two-tab-bench/two-halves.ts';
import { tabWords } from '#widgets/two-tab-bench/words.ts';

const file = new URL('../../../src/widgets/two-tab-bench/recorded-run.json', import.meta.url);

/** A run of two tabs as A recorded it: connected, talked, cut, and an ICE restart that found no way across. */
export const reading = parseTrace(readFileSync(file, 'utf8'));
export const halves = new TwoHalves(reading.browser, reading.events);
export const words = tabWords(wordsOf('en'));

/** The moment after so many events; all of them, unless said. */
export const momentAt = (count = halves.length): Moment => ({ halves, count, self: 'a', live: true });

/** Number of events up to and with the first that fits. */
export function upTo(fits: (event: (typeof halves.events)[number]) => boolean): number {
  return halves.events.findIndex(fits) + 1;
}
