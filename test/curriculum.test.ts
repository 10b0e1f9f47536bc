import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { reference, tracks } from '#curriculum.ts';
import { top } from './server.ts';

const lessons = [...tracks.flatMap((track) => track.lessons), ...reference];

/** Paths of the pages written in a language, the home page aside: `signaling/sdp`. */
const pagesOf = (language: string) =>
  readdirSync(`${top}/content/${language}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.mdx') && name !== 'index.mdx')
    .map((name) => name.replaceAll('\\', '/').replace(/\.mdx$/, ''));

const titleOf = (language: string, path: string) =>
  /^title:\s*(['"]?)(.*)\1$/m.exec(readFileSync(`${top}/content/${language}/${path}.mdx`, 'utf8'))?.[2];

test('no path is listed twice', () => {
  expect(new Set(lessons.map(({ path }) => path)).size).toBe(lessons.length);
});

test('a lesson lies in the folder of its track', () => {
  for (const { id, lessons: own } of tracks) for (const { path } of own) expect(path).toMatch(new RegExp(`^${id}/`));
});

describe.each(['en', 'ko'] as const)('content/%s', (language) => {
  test.each(pagesOf(language))('%s is in the curriculum, under the same title', (path) => {
    expect(lessons.find((lesson) => lesson.path === path)?.title[language]).toBe(titleOf(language, path));
  });
});
