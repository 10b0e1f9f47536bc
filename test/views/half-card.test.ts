// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { type HalfCard, pictureSlots, renderHalfCard } from '#views/half-card.ts';

let stage = document.createElement('div');
const card = (changes: Partial<HalfCard> = {}): HalfCard => ({
  peer: 'a',
  own: true,
  tabs: { a: 'A · this tab', b: 'B' },
  path: '#room=7QX4-2MKD',
  pictures: { other: true, own: true },
  facts: [
    { key: 'signaling', term: 'signaling', text: 'stable', pill: true },
    { key: 'pair', term: 'pair', text: 'host to host', pill: false },
  ],
  words: { label: 'Tab A, this one', pictures: 'Pictures of A and B, as told' },
  ...changes,
});
const told = card({ peer: 'b', own: false, tabs: { a: 'A', b: 'B · as heard' } });

beforeEach(() => {
  stage = document.createElement('div');
});

describe('the card of this tab', () => {
  test('is a named section with its own tab in front', () => {
    renderHalfCard(stage, card());
    expect(stage.querySelector('section')?.getAttribute('aria-label')).toBe('Tab A, this one');
    expect(stage.querySelector('section')?.className).toBe('half-card a seen');
    expect([...stage.querySelectorAll('.strip span')].map(({ className }) => className)).toEqual(['front', 'behind']);
  });

  test('keeps what is put into the places for pictures', () => {
    renderHalfCard(stage, card());
    const video = document.createElement('video');
    pictureSlots(stage)?.other.append(video);
    renderHalfCard(stage, card({ pictures: { other: false, own: true }, facts: [] }));
    renderHalfCard(stage, card());
    expect(pictureSlots(stage)?.other.firstElementChild).toBe(video);
    expect(stage.querySelector('svg')).toBeNull();
  });

  test('says whose picture belongs where, and whether it is there', () => {
    renderHalfCard(stage, card({ pictures: { other: false, own: true } }));
    expect([...stage.querySelectorAll('.frame')].map(({ className }) => className)).toEqual([
      'frame other b blank',
      'frame own a shown',
    ]);
    expect([...stage.querySelectorAll('.frame')].map((frame) => frame.getAttribute('data-letter'))).toEqual(['B', 'A']);
  });

  test('lists states in pills and the rest as it is', () => {
    renderHalfCard(stage, card());
    expect([...stage.querySelectorAll('dt')].map(({ textContent }) => textContent)).toEqual(['signaling', 'pair']);
    expect([...stage.querySelectorAll('dd span')].map(({ className }) => className)).toEqual(['pill', 'plain']);
  });
});

describe('the card of the other tab', () => {
  test('is drawn, hatched where a picture is told of', () => {
    renderHalfCard(stage, told);
    expect(stage.querySelector('svg')?.getAttribute('aria-label')).toBe('Pictures of A and B, as told');
    expect(stage.querySelectorAll('.hatched').length).toBe(2);
    expect([...stage.querySelectorAll('svg text')].map(({ textContent }) => textContent)).toEqual(['A', 'B']);
    expect(pictureSlots(stage)).toBeUndefined();
  });

  test('leaves blank what is not there at this moment', () => {
    renderHalfCard(stage, { ...told, pictures: { other: false, own: true } });
    expect(stage.querySelectorAll('.hatched').length).toBe(1);
    expect(stage.querySelectorAll('circle').length).toBe(1);
  });
});

test('a card drawn after another is as if it was drawn at once', () => {
  for (const each of [card(), told, card({ facts: [] }), { ...told, pictures: { other: false, own: false } }]) {
    renderHalfCard(stage, each);
    const fresh = document.createElement('div');
    renderHalfCard(fresh, each);
    expect(stage.innerHTML).toBe(fresh.innerHTML);
  }
});
