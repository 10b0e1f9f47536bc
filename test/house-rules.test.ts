import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Source, sourcesUnder } from './imports.ts';
import { top } from './server.ts';

/** `path:line` of each place in the files where the pattern stands. */
function placesOf(pattern: RegExp, sources: Source[]): string[] {
  return sources.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

/** Two pieces each, so that this file does not name what it forbids. */
const forbiddenInTests = {
  'a test that runs alone': new RegExp(`\\b(test|it|describe)\\.${'only'}\\(`),
  'a fixed wait of Playwright': new RegExp(`waitFor${'Timeout'}\\(`),
  'a sleep': new RegExp(`setTimeout\\(\\s*(resolve|done|r)\\b|timers/${'promises'}`),
};

describe('the tests hold', () => {
  test.each(Object.entries(forbiddenInTests))('no %s', (_, pattern) => {
    expect(placesOf(pattern, sourcesUnder(top, 'test'))).toEqual([]);
  });
});

describe('a connection asks nobody outside', () => {
  const elsewhere = /iceServers\s*:\s*(?!\s*(\[\s*\]|\w+))|\b(stun|turns?):(?!(127\.0\.0\.1|localhost|\[::1\])\b)[\w[]/;

  test('no source names a server that is not ours', () => {
    const sources = [...sourcesUnder(top, 'src'), ...sourcesUnder(top, 'test')].filter(
      ({ path }) => !path.startsWith('test/house-rules'),
    );
    expect(placesOf(elsewhere, sources)).toEqual([]);
  });

  test.each([
    [`new RTCPeerConnection({ iceServers: [] })`, false],
    [`iceServers: [{ urls: 'stun:stun.example.org' }]`, true],
    [`iceServers: [{ urls: host }]`, true],
    [`urls: 'stun:localhost:3478'`, false],
  ])('%s is elsewhere: %s', (text, found) => {
    expect(placesOf(elsewhere, [{ path: 'sample.ts', text }]).length > 0).toBe(found);
  });
});

describe('each lesson is written in both languages', () => {
  const pagesOf = (language: string) =>
    readdirSync(`${top}/content/${language}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.mdx'))
      .sort();

  test('content/en and content/ko hold the same pages', () => {
    expect(pagesOf('ko')).toEqual(pagesOf('en'));
  });
});
