// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { renderTimeline, type TimelinePicture, type TimelineTick, thinTicks } from '#views/timeline.ts';

let stage = document.createElement('div');
const tick = (share: number, kind: TimelineTick['kind'] = 'a'): TimelineTick => ({ share, kind });
const fresh = (picture: TimelinePicture): string => {
  const other = document.createElement('div');
  renderTimeline(other, picture);
  return other.innerHTML;
};
const classes = () => [...stage.children].map(({ className }) => className);

beforeEach(() => {
  stage = document.createElement('div');
});

describe('the timeline', () => {
  test('has a tick for each event, a veil over what is ahead, and the head above them', () => {
    renderTimeline(stage, { ticks: [tick(0), tick(0.5, 'infra'), tick(1, 'b')], head: 0.5 });
    expect(classes()).toEqual(['tick a', 'tick infra', 'tick b', 'veil', 'head']);
    expect([...stage.querySelectorAll<HTMLElement>('i')].map(({ style }) => style.left)).toEqual([
      '0.00%',
      '50.00%',
      '100.00%',
      '50.00%',
      '50.00%',
    ]);
  });

  test('drawn twice is drawn once', () => {
    const picture = { ticks: [tick(0), tick(0.25)], head: 0 };
    renderTimeline(stage, picture);
    const once = stage.innerHTML;
    renderTimeline(stage, picture);
    expect(stage.innerHTML).toBe(once);
  });

  test('forgets what was drawn before, and keeps its head on top as ticks come', () => {
    const pictures = [
      { ticks: [tick(0.5)], head: 1 },
      { ticks: [tick(0.2), tick(0.4, 'b'), tick(0.9)], head: 0.3 },
      { ticks: [], head: 0 },
      { ticks: [tick(0.1, 'infra'), tick(0.2)], head: 0.1 },
    ];
    for (const picture of pictures) {
      renderTimeline(stage, picture);
      expect(stage.innerHTML).toBe(fresh(picture));
      expect(classes().at(-1)).toBe('head');
    }
  });
});

describe('ticks that are thinned', () => {
  test('keep the first of each hue in each place', () => {
    const ticks = [tick(0.5), tick(0.5001), tick(0.5001, 'b'), tick(0.51)];
    expect(thinTicks(ticks)).toEqual([ticks[0], ticks[2], ticks[3]]);
  });

  test('are at most some nine hundred, however many there were, and are themselves when thinned again', () => {
    const kinds = ['a', 'b', 'infra'] as const;
    const ticks = Array.from({ length: 100_000 }, (_, i) => tick(i / 99_999, kinds[i % 3]));
    const thin = thinTicks(ticks);
    expect(thin.length).toBe(903);
    expect(thinTicks(thin)).toEqual(thin);
  });
});
