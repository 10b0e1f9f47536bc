import { expect, test } from 'vitest';
import { parseProgress, standing } from '#components/frame/progress.ts';

test('what was stored is read back', () => {
  expect(parseProgress('{"done":["a","b"],"here":"c"}')).toEqual({ done: ['a', 'b'], here: 'c' });
});

test.each(['', 'null', '[]', '"x"', '{"done":1,"here":2}', '{', '{"done":[1,null]}'])(
  '%s counts as no progress',
  (stored) => {
    expect(parseProgress(stored)).toEqual({ done: [], here: undefined });
  },
);

const written = ['a', 'b', 'c'];

test.each([
  ['nothing opened', [], undefined, undefined],
  ['a lesson opened and not finished', [], 'a', 'a'],
  ['a lesson finished', ['a'], 'a', 'b'],
  ['a lesson finished, and the next one before it', ['a', 'b'], 'a', 'c'],
  ['the last lesson finished', ['c'], 'c', undefined],
])('%s: the reader is at the right station', (_, done, here, expected) => {
  expect(standing({ done, here }, written)).toBe(expected);
});
