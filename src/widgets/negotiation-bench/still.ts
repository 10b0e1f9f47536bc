/** The bench as a still picture of a recorded run, for a page where nothing can run. Drawn while the site is built. */
import { parseTrace } from '#domain/trace-file.ts';
import type { Words } from '#i18n/words.ts';
import { renderSequence } from '#views/sequence-diagram.ts';
import { renderTranscript } from '#views/transcript.ts';
import { logLine } from '#widgets/log-lines.ts';
import recorded from '#widgets/recorded-run.json?raw';
import { stillOf } from '#widgets/still.ts';
import { sequencePicture } from './pictures.ts';
import { Run } from './run.ts';

const { browser, events } = parseTrace(recorded);

/** Width of the picture in px: what a phone shows whole. */
const width = 520;

/** Name and version of the browser that the run was recorded in. */
export const recordedBrowser = browser;

/** The picture and the transcript of the recorded run, as markup. */
export function recordedStill(words: Words['bench']): { picture: string; transcript: string } {
  const run = new Run(browser, events);
  const sight = { first: 0, count: run.sequence.rows.length };
  const heads = {
    label: words.sequenceLabel,
    a: words.peerA,
    b: words.peerB,
    signaling: words.signaling,
    now: words.now,
  };
  const lines = events.map((event, index) => logLine(event, index, words));
  return {
    picture: stillOf('div', (container) =>
      renderSequence(container, sequencePicture(run, run.length, [], width, sight, heads)),
    ),
    transcript: stillOf('ol', (container) => renderTranscript(container, lines)),
  };
}
