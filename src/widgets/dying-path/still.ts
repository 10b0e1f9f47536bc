/** The recorded call as a picture, for a page where nothing can run. Drawn while the site is built. */
import type { Words } from '#i18n/words.ts';
import { layPathLife, pathWidths } from '#views/path-life.ts';
import { renderTimeShapes } from '#views/time-drawing.ts';
import { stillOf } from '#widgets/still.ts';
import { pictureOf, storyOf } from './pictures.ts';
import { recordedCall } from './recorded.ts';

export function recordedStill(words: Words['pathsDie']) {
  const { browser, events, end } = recordedCall();
  return {
    browser,
    story: storyOf(events, end, words),
    picture: stillOf('div', (container) => {
      container.id = 'path-still';
      renderTimeShapes(container, layPathLife(pictureOf(events, end, words, words.labels), pathWidths.wide));
    }),
  };
}
