/** The recorded race as a picture and a table, for a page where nothing can run. Drawn while the site is built. */
import { medianRun } from '#domain/ice/race.ts';
import type { Words } from '#i18n/words.ts';
import { raceWide } from '#views/race-wide.ts';
import { renderTimeShapes } from '#views/time-drawing.ts';
import { stillOf } from '#widgets/still.ts';
import { phaseTexts, pictureOf } from './pictures.ts';
import { recordedRace } from './recorded.ts';

export function recordedStill(words: Words['race']) {
  const race = recordedRace();
  const texts = (mode: 'wait' | 'trickle') => phaseTexts(medianRun(race.runs, mode), words);
  return {
    browser: race.browser,
    picture: stillOf('div', (container) => {
      container.id = 'race-still';
      renderTimeShapes(container, raceWide(pictureOf(race, Number.POSITIVE_INFINITY, words)));
    }),
    cells: { wait: texts('wait'), trickle: texts('trickle') },
  };
}
