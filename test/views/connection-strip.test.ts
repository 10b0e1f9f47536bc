// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { type Milestone, milestoneKeys, milestonesOf } from '#domain/milestones.ts';
import { en } from '#i18n/en.ts';
import { ko } from '#i18n/ko.ts';
import { renderStrip, type StripPicture } from '#views/connection-strip.ts';
import { markup, recordedEvents } from '../traces.ts';

const wordsOf = ({ peerA, peerB, signaling, strip }: typeof en.bench): StripPicture['words'] => ({
  label: strip.label,
  a: peerA,
  b: peerB,
  signaling,
  stages: strip.stages,
});
const english = wordsOf(en.bench);
const recorded = milestonesOf(recordedEvents);
const strip = (part: Partial<StripPicture> = {}): StripPicture => ({
  width: 1100,
  milestones: recorded,
  words: english,
  ...part,
});

let picture = document.createElement('div');
let legend = document.createElement('ol');
const drawn = () => picture.innerHTML + legend.innerHTML;
const fresh = (data: StripPicture): string => {
  const [one, two] = [document.createElement('div'), document.createElement('ol')];
  renderStrip(one, two, data);
  return one.innerHTML + two.innerHTML;
};
const texts = (selector: string) => [...picture.querySelectorAll(selector)].map(({ textContent }) => textContent);

beforeEach(() => {
  picture = document.createElement('div');
  legend = document.createElement('ol');
});

describe('the strip of a connection', () => {
  test('tells each milestone, its time and what it means', () => {
    renderStrip(picture, legend, strip());
    const items = [...legend.children].map((item) => [...item.children].map(({ textContent }) => textContent));
    const { stages } = english;
    expect(items).toEqual(recorded.map(({ key, t }) => [`${t.toFixed(0)} ms`, stages[key].title, stages[key].text]));
    expect(picture.querySelector('svg')?.getAttribute('aria-label')).toBe(english.label);
  });

  test('lies on a desk and stands on a phone', () => {
    renderStrip(picture, legend, strip());
    expect(picture.querySelector('svg')?.getAttribute('class')).toBe('lying');
    renderStrip(picture, legend, strip({ width: 390 }));
    expect(picture.querySelector('svg')?.getAttribute('class')).toBe('standing');
    expect(texts('text')).toEqual([]);
  });

  test('drawn twice is drawn once', () => {
    renderStrip(picture, legend, strip());
    renderStrip(picture, legend, strip());
    expect(drawn()).toBe(fresh(strip()));
  });

  test('forgets what was drawn before: another width, other milestones, another language', () => {
    const rounds = [
      strip({ milestones: recorded.slice(0, 2) }),
      strip(),
      strip({ width: 390, words: wordsOf(ko.bench) }),
      strip({ milestones: [] }),
      strip({ milestones: recorded.map(({ key, t }) => ({ key, t: t + 100 })).reverse() }),
    ];
    for (const data of rounds) {
      renderStrip(picture, legend, data);
      expect(drawn()).toBe(fresh(data));
    }
  });

  test.each([1100, 390])('shows markup in any of its words as text (%i px)', (width) => {
    const stages = Object.fromEntries(milestoneKeys.map((key) => [key, { title: markup, text: markup }]));
    const words = { label: markup, a: markup, b: markup, signaling: markup, stages: { ...english.stages, ...stages } };
    renderStrip(picture, legend, strip({ width, words }));
    expect([...picture.querySelectorAll('img, script'), ...legend.querySelectorAll('img, script')]).toEqual([]);
    expect(legend.querySelector('b')?.textContent).toBe(markup);
  });
});

describe('the strip at any moment', () => {
  const prefixes: [number, number][] = [0, 1, 2, 3, 4, 5, 6].flatMap((count) => [
    [count, 1100],
    [count, 390],
    [count, 0],
  ]);

  test.each(prefixes)('of %i milestones, %i px wide, has a place for everything', (count, width) => {
    renderStrip(picture, legend, strip({ width, milestones: recorded.slice(0, count) }));
    expect(legend.children.length).toBe(count);
    expect(drawn()).not.toMatch(/NaN|Infinity|undefined/);
  });

  test('names no state that the connection has not reached', () => {
    const states = (milestones: Milestone[]) => {
      renderStrip(picture, legend, strip({ milestones }));
      return [...new Set(texts('text.state'))];
    };
    expect(states([])).toEqual(['new']);
    const checks = recorded.findIndex(({ key }) => key === 'checks');
    expect(states(recorded.slice(0, checks))).toEqual(['new']);
    expect(states(recorded.slice(0, checks + 1))).toEqual(['new', 'connecting']);
    expect(states(recorded)).toEqual(['new', 'connecting', 'connected']);
  });
});
