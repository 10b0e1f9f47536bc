import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { medianRun, type Stretch } from '#domain/ice/race.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { parseTrace } from '#domain/trace-file.ts';
import { wordsOf } from '#i18n/words.ts';
import { marksTo, niceEnd } from '#views/race-picture.ts';
import { raceTall } from '#views/race-tall.ts';
import { raceWide } from '#views/race-wide.ts';
import type { TimeShapes } from '#views/time-shapes.ts';
import { happened, msText, phaseTexts, pictureOf } from '#widgets/trickle-race/pictures.ts';
import { raceOf } from '#widgets/trickle-race/races.ts';

const words = wordsOf('en').race;
const recorded = new URL('../../../src/widgets/trickle-race/recorded-race.json', import.meta.url);
const { events } = parseTrace(readFileSync(recorded, 'utf8'));
const race = raceOf(events, 'Chromium 156', 'recorded');
const all = Number.POSITIVE_INFINITY;

const isInside = ({ width, height, rects, dots }: TimeShapes): boolean =>
  rects.every(({ x, y, ...size }) => x >= 0 && y >= 0 && x + size.width <= width && y + size.height <= height) &&
  dots.every(({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height);

test('the recorded race has five runs of each kind, and waiting took longer', () => {
  expect(race.runs.map(({ mode }) => mode).filter((mode) => mode === 'wait')).toHaveLength(5);
  expect(happened(race, words).headline).toMatch(/^\d\d ms with trickle, 6\d\d ms without$/);
});

test('every shape lies inside the picture, whatever is shown of it', () => {
  for (const until of [0, 20, 300, 650, all]) {
    for (const lay of [raceWide, raceTall]) expect(isInside(lay(pictureOf(race, until, words)))).toBe(true);
  }
});

test('a moment shows nothing of what comes after it', () => {
  const { dots, texts } = raceWide(pictureOf(race, 300, words));
  expect(dots.filter(({ key }) => key.startsWith('wait'))).toEqual([]);
  expect(texts.map(({ key }) => key)).toContain('trickle-connected');
  expect(texts.map(({ key }) => key)).not.toContain('wait-connected');
});

test('no race is an empty picture that says so', () => {
  const { rects, texts } = raceWide(pictureOf(undefined, all, words));
  expect(rects).toEqual([]);
  expect(texts.filter(({ text }) => text === words.notRun)).toHaveLength(2);
});

test('the lens is as long as the run that is drawn, and a later one is counted at its edge', () => {
  const [slowest, ...others] = race.runs
    .filter(({ mode }) => mode === 'trickle')
    .sort((one, two) => two.connected - one.connected);
  if (!slowest) throw new Error('no run with trickle was recorded');
  const waited = race.runs.filter(({ mode }) => mode === 'wait');
  const outlier = { ...race, runs: [...waited, ...others, { ...slowest, connected: 560 }] };
  const picture = pictureOf(outlier, all, words);
  expect(picture.lens).toBe(pictureOf(race, all, words).lens);
  const { texts, dots } = raceWide(picture);
  expect(texts.find(({ key }) => key === 'lens-beyond')?.text).toBe('+1 later');
  expect(dots.filter(({ key }) => /^trickle-456-3/.test(key))).toHaveLength(4);
});

test('what took less than the page can tell is not given as a figure', () => {
  expect([0, 0.6, 4.25, 9, 1376.4].map(msText)).toEqual(['< 1', '< 1', '4.3', '9', '1376']);
});

test('of a gathering that ended without a srflx candidate only that is said', () => {
  const runs = race.runs.map((run) => ({ ...run, found: run.found.filter(({ kind }) => kind !== 'srflx') }));
  const early = runs.map((run) => ({ ...run, gathering: { ...run.gathering, a: { ...run.gathering.a, until: 20 } } }));
  const { unawaited } = pictureOf({ ...race, runs: early }, all, words).labels;
  expect(unawaited.a).toBe('gathering is over at 20, no srflx');
});

test('that the server answered is said only where the server told of its answer', () => {
  const runs = race.runs.map((run) => ({ ...run, found: run.found.filter(({ kind }) => kind !== 'srflx') }));
  const silent = race.events.filter(({ type }) => type !== 'packet');
  expect(happened({ ...race, runs, events: silent }, words).notes).not.toContain(words.notes.pruned);
  const answer: TraceEvent = {
    t: 620,
    type: 'packet',
    peer: 'a',
    seenAt: 620,
    leg: 'client',
    direction: 'out',
    transport: 'udp',
    from: '192.0.2.9:3478',
    to: '192.0.2.1:51620',
    bytes: 32,
    hex: '0101',
  };
  expect(happened({ ...race, runs, events: [...silent, answer] }, words).notes).toContain(words.notes.pruned);
});

test('where nothing has a longer name the browser’s own work is named, and drawn before the first gathering', () => {
  const [first] = race.runs.filter(({ mode }) => mode === 'trickle');
  if (!first) throw new Error('no run with trickle was recorded');
  const later = (stretch: Stretch) => ({ from: stretch.from + 400, until: stretch.until + 400 });
  const busy = {
    ...first,
    gathering: { ...first.gathering, a: { ...first.gathering.a, from: 400 } },
    offer: later(first.offer),
    answer: later(first.answer),
    check: later(first.check),
    dtls: later(first.dtls),
    connected: first.connected + 400,
  };
  const shown = { ...race, runs: [...race.runs.filter(({ mode }) => mode === 'wait'), busy] };
  expect(happened(shown, words).notes).toContain('“other” was the longest phase');
  expect(raceWide(pictureOf(shown, all, words)).rects.some(({ key }) => key.startsWith('trickle-work'))).toBe(true);
});

test('with trickle the table says that nobody waited', () => {
  expect(phaseTexts(medianRun(race.runs, 'trickle'), words).gather).toBe(words.table.notWaited);
  expect(phaseTexts(medianRun(race.runs, 'wait'), words).gather).toMatch(/^6\d\d \+ [\d.]+$/);
});

test.each([
  [1376, 1500],
  [118, 150],
  [44_000, 50_000],
  [7, 8],
])('a scale for %d ms ends at %d, with marks from 0 to there', (ms, end) => {
  expect(niceEnd(ms)).toBe(end);
  const marks = marksTo(end);
  expect([marks[0], marks.at(-1)]).toEqual([0, end]);
});
