import { describe, expect, test } from 'vitest';
import { en } from '#i18n/en.ts';
import { ko } from '#i18n/ko.ts';
import { stretchesOf } from '#widgets/negotiation-bench/state-marks.ts';

describe('a state named in a sentence', () => {
  test('is a stretch of its own, in the middle or at the end', () => {
    expect(stretchesOf('is in stable, then have-remote-offer')).toEqual([
      { text: 'is in ', state: false },
      { text: 'stable', state: true },
      { text: ', then ', state: false },
      { text: 'have-remote-offer', state: true },
    ]);
  });

  test.each([
    ['en', en],
    ['ko', ko],
  ])('leaves every sentence as it was (%s)', (_, { bench }) => {
    const sentences = [...Object.values(bench.happened), ...Object.values(bench.next)];
    for (const sentence of sentences) {
      expect(
        stretchesOf(sentence)
          .map(({ text }) => text)
          .join(''),
      ).toBe(sentence);
    }
    expect(stretchesOf(bench.happened['setRemote(offer)']).filter(({ state }) => state)).toHaveLength(1);
  });
});
