/** The recorded call as a still picture, for a page where nothing can run. Drawn while the site is built. */
import { renderRelayTimeline } from '#views/relay-timeline.ts';
import { stillOf } from '#widgets/still.ts';
import { relayPicture } from './pictures.ts';
import { recordedRun } from './recorded.ts';
import type { RelayWords } from './words.ts';

/** Px: what the column of a lesson shows whole. */
const width = 708;

/** The whole of the recorded call, as markup, and the browser that made it. */
export function recordedStill(words: RelayWords): { browser: string; picture: string } {
  const run = recordedRun();
  const moment = { run, cursor: run.length, time: run.timeAt(run.length) };
  const draw = (container: Element): void =>
    void renderRelayTimeline(container, relayPicture(moment, true, width, words, true));
  return { browser: run.browser, picture: stillOf('div', draw) };
}
