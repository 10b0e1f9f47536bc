import { expect, test } from 'vitest';
import { compare, figureOf, quantile } from './figure.ts';

const named = { name: 'x', limit: 1.1, unit: 'ms' };

test('a figure is the median of the rounds', () => {
  const pairs = [1, 2, 30].map((a) => ({ a, b: 2 }));
  expect(figureOf(named, pairs)).toMatchObject({ ratio: 1, a: 2, b: 2, pass: true });
});

test('a bound from below fails what is less', () => {
  expect(figureOf({ ...named, bound: 'at least' }, [{ a: 1, b: 1 }])).toMatchObject({ ratio: 1, pass: false });
});

test('A and B are measured in turn, seven times after one that does not count', async () => {
  const order: string[] = [];
  const measured = (name: string) => () => order.push(name);
  await compare({ ...named, a: measured('a'), b: measured('b') });
  expect(order.join('')).toBe('baabbaabbaabbaab');
});

test('a quantile between two numbers is interpolated', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([1, 2], 0.95)).toBeCloseTo(1.95);
});
