/** The bench as a still picture of a recorded run, for a page where nothing can run. Drawn while the site is built. */
import { parseTrace } from '#domain/trace-file.ts';
import { renderDirectFlows } from '#views/direct-flows.ts';
import { renderExchangeRows } from '#views/exchange-rows.ts';
import { renderHalfCard } from '#views/half-card.ts';
import { renderTranscript } from '#views/transcript.ts';
import { logLine } from '#widgets/log-lines.ts';
import { stillOf } from '#widgets/still.ts';
import { carrierAt, exchangePicture } from './exchange-picture.ts';
import { directFlows, halfCard } from './half-picture.ts';
import recorded from './recorded-run.json?raw';
import { recordedEnd, TwoHalves } from './two-halves.ts';
import type { TabWords } from './words.ts';

const { browser, events } = parseTrace(recorded);

/** Name and version of the browser that the run was recorded in. */
export const recordedBrowser = browser;

/** The parts of the recorded run's picture, and its transcript, as markup. */
export interface Still {
  a: string;
  b: string;
  rows: string;
  direct: string;
  transcript: string;
}

export function recordedStill(words: TabWords): Still {
  const halves = new TwoHalves(browser, events);
  const moment = { halves, count: halves.length, self: recordedEnd(events), live: true };
  const rows = exchangePicture(moment, halves.rowsAt(halves.length), carrierAt(moment) ?? 'broadcast-channel', words);
  const card = (peer: 'a' | 'b') => halfCard(moment, peer, words.recorded, { heardAgo: undefined }, true, words);
  const lines = events.map((event, index) => logLine(event, index, words.bench));
  return {
    a: stillOf('div', (container) => renderHalfCard(container, card('a'))),
    b: stillOf('div', (container) => renderHalfCard(container, card('b'))),
    rows: stillOf('div', (container) => renderExchangeRows(container, rows)),
    direct: stillOf('div', (container) => renderDirectFlows(container, directFlows(moment, words))),
    transcript: stillOf('ol', (container) => renderTranscript(container, lines)),
  };
}
