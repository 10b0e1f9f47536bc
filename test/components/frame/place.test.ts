import { expect, test } from 'vitest';
import { placeOf } from '#components/frame/place.ts';

const station = (path: string, written: boolean) => ({ path, title: path, href: written ? `/en/${path}/` : undefined });
const course = {
  lines: [
    { id: 'start', stations: [station('start/one', true), station('start/two', false)] },
    { id: 'signaling', stations: [station('signaling/one', true), station('signaling/two', true)] },
  ],
  reference: [station('reference/glossary', true)],
} as const;

test('a lesson is counted within its track', () => {
  const { line, number } = placeOf(course, 'ko/signaling/two');
  expect([line?.id, number]).toEqual(['signaling', 2]);
});

test('previous and next pass over what is not written, and over the border of a track', () => {
  const { previous, next } = placeOf(course, 'en/signaling/one');
  expect([previous?.path, next?.path]).toEqual(['start/one', 'signaling/two']);
  expect(placeOf(course, 'en/start/one').previous).toBeUndefined();
});

test('a page beside the line has no place on it', () => {
  expect(placeOf(course, 'en/reference/glossary')).toEqual({
    line: undefined,
    number: 0,
    previous: undefined,
    next: undefined,
  });
});
