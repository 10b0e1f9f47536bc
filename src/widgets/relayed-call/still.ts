/** The recorded call as a still picture, for a page where nothing can run. Drawn while the site is built. */
import { renderRelayTimeline } from '#views/relay-timeline.ts';
import { stillOf } from '#widgets/still.ts';
import { relayPicture } from './pictures.ts';
import { recordedRun } from './recorded.ts';
import type { RelayWords } from './words.ts';

/** Px: what the column of a lesson shows whole, and what a phone does. */
const widths = { wide: 708, narrow: 320 };

/** The whole of the recorded call, as markup for either width, and the browser that made it. */
export function recordedStill(words: RelayWords): { browser: string; wide: string; narrow: string } {
  const run = recordedRun();
  const moment = { run, cursor: run.length, time: run.timeAt(run.length) };
  const drawn = (width: number): string =>
    stillOf('div', (container) => {
      renderRelayTimeline(container, relayPicture(moment, true, width, words, true));
    });
  return { browser: run.browser, wide: drawn(widths.wide), narrow: drawn(widths.narrow) };
}
