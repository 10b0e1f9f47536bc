import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseTrace } from '#domain/trace-file.ts';
import { wordsOf } from '#i18n/words.ts';
import { layPathLife, pathWidths } from '#views/path-life.ts';
import { happening, momentRows, offerChanges, pictureOf } from '#widgets/dying-path/pictures.ts';

const words = wordsOf('en').pathsDie;
const recorded = new URL('../../../src/widgets/dying-path/recorded-call.json', import.meta.url);
const { events } = parseTrace(readFileSync(recorded, 'utf8'));
const end = events.at(-1)?.t ?? 0;

test('the recorded call is cut, disconnected and failed, and back after a restart', () => {
  const texts = momentRows(events, end, words).map(({ text }) => text);
  const order = [
    'the path is cut',
    'A: disconnected',
    'A: failed',
    'restartIce(), and a new offer',
    'A: connected again',
  ];
  expect(texts.filter((text) => order.includes(text))).toEqual(order);
  expect(happening(events, end, words).headline).toMatch(
    /^A and B: connected again {2}\+0\.\d+ s after the restart, \+0\.\d+ s after the mend$/,
  );
});

test('an ICE restart changes the credentials and the version of the session, and nothing else', () => {
  const changes = offerChanges(events);
  expect(changes.map(({ is }) => is.replace(/[: ].*/, ''))).toEqual(['o=-', 'a=ice-ufrag', 'a=ice-pwd']);
  expect(changes.map(({ weighty }) => weighty)).toEqual([false, true, true]);
  expect(offerChanges(events.slice(0, 60))).toEqual([]);
});

test.each(Object.entries(pathWidths))('every shape lies inside the picture, %s', (_, width) => {
  for (const moment of [100, 8000, 15_000, end]) {
    const { rects, lines, height } = layPathLife(pictureOf(events, moment, words, words.labels), width);
    for (const { x, y, ...size } of rects) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + size.width).toBeLessThanOrEqual(width);
      expect(y + size.height).toBeLessThanOrEqual(height);
    }
    for (const { x1, x2 } of lines) expect(Math.max(x1, x2)).toBeLessThanOrEqual(width);
  }
});

test('the axis grows in steps, so that it does not move with every picture', () => {
  const lengths = [1000, 10_000, 20_000, end].map((moment) => pictureOf(events, moment, words, words.labels).length);
  expect(new Set(lengths).size).toBeLessThanOrEqual(2);
});
