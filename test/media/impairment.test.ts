import { describe, expect, test } from 'vitest';
import type { Impairment } from '#domain/path-events.ts';
import { unimpaired } from '#domain/unimpaired.ts';
import { seededChance } from '../../media/chance.ts';
import { bounded, emptyLane, type Lane, pass } from '../../media/impairment.ts';
import type { Passage } from '../../media/relay/page.ts';

/** What becomes of so many packets, one every `every` ms. */
function row(wish: Partial<Impairment>, { count = 1000, every = 20, bytes = 1000, seed = 1 } = {}): Passage[] {
  const chance = seededChance(seed);
  let lane: Lane = emptyLane;
  return Array.from({ length: count }, (_, index) => {
    const passed = pass({ ...unimpaired, ...wish }, lane, { bytes, at: 1e12 + index * every }, chance);
    lane = passed.lane;
    return passed.passage;
  });
}

const heldIn = (passages: Passage[]): number[] =>
  passages.flatMap((passage) => (typeof passage === 'string' ? [] : passage.slice(0, 1)));

/** Order in which packets arrive, by their numbers. */
function arrivals(passages: Passage[], every = 20): number[] {
  const at = passages.flatMap((passage, index) =>
    typeof passage === 'string' ? [] : passage.map((held) => ({ index, time: index * every + held })),
  );
  return at.sort((one, other) => one.time - other.time || one.index - other.index).map(({ index }) => index);
}

describe('a path', () => {
  test('that nothing is asked of holds nothing', () => {
    expect(row({})).toEqual(Array.from({ length: 1000 }, () => [0]));
  });

  test('that is cut lets nothing pass, whatever else is asked of it', () => {
    expect(new Set(row({ cut: true, loss: 0.5, delay: 100 }))).toEqual(new Set(['cut']));
  });

  test.each([0, 0.05, 0.3, 1])('loses a share of %f', (loss) => {
    const lost = row({ loss }, { count: 10_000 }).filter((passage) => passage === 'lost').length / 10_000;
    expect(Math.abs(lost - loss)).toBeLessThan(0.015);
  });

  test('of some delay holds each packet just so long', () => {
    expect(new Set(heldIn(row({ delay: 120 })))).toEqual(new Set([120]));
  });

  test('with jitter holds them between delay less jitter and delay plus jitter, and keeps their order', () => {
    const passages = row({ delay: 100, jitter: 30 }, { every: 60 });
    const held = heldIn(passages);
    expect(Math.min(...held)).toBeGreaterThanOrEqual(70);
    expect(Math.min(...held)).toBeLessThan(75);
    expect(Math.max(...held)).toBeLessThanOrEqual(130);
    expect(Math.max(...held)).toBeGreaterThan(125);
    const close = row({ delay: 100, jitter: 90 }, { every: 5 });
    expect(arrivals(close, 5)).toEqual(close.map((_, index) => index));
  });

  test('of some rate takes as long for a packet as its bits need, and makes the next ones wait', () => {
    expect(row({ rate: 80_000 }, { count: 4, every: 0 })).toEqual([[100], [200], [300], [400]]);
    expect(row({ rate: 80_000 }, { count: 3, every: 500 })).toEqual([[100], [100], [100]]);
  });

  test('whose rate is too low for what comes keeps a second of it and loses the rest', () => {
    const passages = row({ rate: 80_000 }, { count: 1000, every: 20 });
    const full = passages.filter((passage) => passage === 'queue-full').length;
    expect(Math.max(...heldIn(passages))).toBeLessThanOrEqual(1_100);
    expect(full / 1000).toBeCloseTo(0.8, 1);
  });

  test('of the slowest rate still takes two packets', () => {
    expect(row({ rate: 1_000 }, { count: 6, every: 0 }).map((passage) => passage === 'queue-full')).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  test('that reorders lets the next packet overtake a share of them, and loses none', () => {
    const passages = row({ reorder: 0.1 });
    const order = arrivals(passages);
    expect(order).toHaveLength(1000);
    const overtaken = order.filter(
      (number, place) => order.slice(place + 1).length > 0 && (order[place - 1] ?? -1) > number,
    );
    expect(overtaken.length / 1000).toBeCloseTo(0.1, 1);
  });

  test('that duplicates sends a share of them twice', () => {
    const passages = row({ duplicate: 0.2 }, { count: 10_000 });
    const twice = passages.filter((passage) => passage.length === 2).length / 10_000;
    expect(Math.abs(twice - 0.2)).toBeLessThan(0.015);
  });

  test('does the same again for the same seed, and something else for another', () => {
    const wish = { loss: 0.2, delay: 50, jitter: 40, reorder: 0.1, duplicate: 0.1, rate: 500_000 };
    expect(row(wish)).toEqual(row(wish));
    expect(row(wish, { seed: 2 })).not.toEqual(row(wish));
  });

  test('loses the same packets whatever else is asked of it', () => {
    const lostOf = (wish: Partial<Impairment>) => row(wish).map((passage) => passage === 'lost');
    expect(lostOf({ loss: 0.2, delay: 50, jitter: 40, reorder: 0.5, duplicate: 0.5 })).toEqual(lostOf({ loss: 0.2 }));
  });
});

test('a wish beyond what is possible is granted as far as it is', () => {
  const wild = { loss: 7, delay: -5, jitter: 1e9, rate: 0, reorder: -1, duplicate: 2, cut: false };
  expect(bounded(wild)).toEqual({
    loss: 1,
    delay: 0,
    jitter: 5_000,
    rate: 1_000,
    reorder: 0,
    duplicate: 1,
    cut: false,
  });
});
