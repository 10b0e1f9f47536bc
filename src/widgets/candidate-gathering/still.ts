/** The recorded run as a picture, for a page where nothing can run. Drawn while the site is built. */
import { renderCandidateLanes } from '#views/candidate-lanes.ts';
import { stillOf } from '#widgets/still.ts';
import { lanesPicture } from './lanes-picture.ts';
import { momentOf } from './moment.ts';
import { recordedRun } from './recorded.ts';
import type { GatheringWords } from './words.ts';

/** Name and version of the browser that it was recorded in. */
export const recordedBrowser = recordedRun.browser;

/** Its candidates in time, as markup. */
export function recordedLanes(words: GatheringWords): string {
  const { events } = recordedRun;
  return stillOf('div', (container) =>
    renderCandidateLanes(container, lanesPicture(momentOf(events, events.length), words)),
  );
}
