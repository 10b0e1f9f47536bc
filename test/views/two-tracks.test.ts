// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { renderTwoTracks, type TwoTracksPicture } from '#views/two-tracks.ts';

let stage = document.createElement('div');
const picture: TwoTracksPicture = {
  signaling: [{ from: 0, to: 0.68 }],
  gaps: [{ from: 0.68, to: 1, text: 'cut' }],
  direct: [{ from: 0.004, to: 0.86 }],
  head: 0.86,
  words: { label: 'Signaling until it was cut; the direct connection until now' },
};

beforeEach(() => {
  stage = document.createElement('div');
});

describe('the two tracks', () => {
  test('lie along the timeline, with a word where signaling stopped', () => {
    renderTwoTracks(stage, picture);
    const pieces = [...stage.querySelectorAll<HTMLElement>('span')];
    expect(pieces.map(({ className, style }) => [className, style.left, style.width])).toEqual([
      ['carried', '0.00%', '68.00%'],
      ['stopped', '68.00%', '32.00%'],
      ['straight', '0.40%', '85.60%'],
    ]);
    expect(pieces[1]?.textContent).toBe('cut');
    expect(stage.getAttribute('aria-label')).toBe(picture.words.label);
  });

  test('have the playhead on top', () => {
    renderTwoTracks(stage, { ...picture, direct: [] });
    renderTwoTracks(stage, picture);
    expect(stage.lastElementChild?.className).toBe('playhead');
  });

  test('drawn after others are as if they were drawn at once', () => {
    for (const each of [picture, { ...picture, gaps: [], head: 0 }, { ...picture, signaling: [] }, picture]) {
      renderTwoTracks(stage, each);
      const fresh = document.createElement('div');
      renderTwoTracks(fresh, each);
      expect(stage.innerHTML).toBe(fresh.innerHTML);
    }
  });
});
