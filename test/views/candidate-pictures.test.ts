// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type CandidateLanesPicture, renderCandidateLanes } from '#views/candidate-lanes.ts';
import { renderCandidateLine } from '#views/candidate-line.ts';
import { type PriorityPicture, renderCandidatePriority } from '#views/candidate-priority.ts';
import { renderCandidateScale, type ScalePoint } from '#views/candidate-scale.ts';

let stage = document.createElement('div');
beforeEach(() => {
  stage = document.createElement('div');
});
const texts = (selector: string): (string | null)[] =>
  [...stage.querySelectorAll(selector)].map(({ textContent }) => textContent);
const one = (selector: string): HTMLElement => {
  const found = stage.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  return found;
};

const card = (key: number, share: number, isSelected = false) => ({
  key,
  share,
  address: `192.0.2.${key}:9`,
  time: '6 ms',
  transport: 'udp',
  priority: '2113937151',
  isSelected,
  label: `candidate ${key}`,
});
const lanes = (...cards: ReturnType<typeof card>[]): CandidateLanesPicture => ({
  ticks: [
    { share: 0, label: '0' },
    { share: 0.5, label: '50' },
  ],
  unit: 'ms',
  lanes: [
    { type: 'host', hint: 'here', cards },
    { type: 'prflx', hint: 'later', cards: [], empty: { text: 'Reserved.', isReserved: true } },
  ],
});

describe('the lanes of candidates', () => {
  test('have each candidate at its moment, and open toward the free side', () => {
    renderCandidateLanes(stage, lanes(card(1, 0.1, true), card(2, 0.8)), () => {});
    const buttons = [...stage.querySelectorAll<HTMLElement>('button.candidate')];
    expect(buttons.map(({ className }) => className)).toEqual(['candidate', 'candidate left']);
    expect(buttons.map((button) => button.style.getPropertyValue('--x'))).toEqual(['10.00%', '80.00%']);
    expect(buttons.map((button) => button.getAttribute('aria-pressed'))).toEqual(['true', 'false']);
    expect(texts('.address')).toEqual(['192.0.2.1:9', '192.0.2.2:9']);
  });

  test('say what stands where nothing was gathered, and frame what never is', () => {
    renderCandidateLanes(stage, lanes());
    expect(texts('.lane.reserved p')).toEqual(['Reserved.']);
  });

  test('tell which card was pressed; without anybody to tell there is nothing to press', () => {
    const onPick = vi.fn();
    renderCandidateLanes(stage, lanes(card(7, 0.2)), onPick);
    one('button.candidate').click();
    expect(onPick).toHaveBeenCalledWith(7);
    const still = document.createElement('div');
    renderCandidateLanes(still, lanes(card(7, 0.2)));
    expect(still.querySelector('button')).toBeNull();
    expect(still.querySelector('.candidate .address')?.textContent).toBe('192.0.2.7:9');
  });

  test('draw the end through every lane once it is there', () => {
    renderCandidateLanes(stage, lanes());
    expect(stage.querySelector('.end')).toBeNull();
    renderCandidateLanes(stage, { ...lanes(), end: { share: 0.9, label: 'complete 214 ms' } });
    expect(one('.lines .end').style.left).toBe('90.00%');
    expect(texts('.close span')).toEqual(['complete 214 ms']);
  });

  test('are the same drawn twice, and keep a card’s element while its neighbours come', () => {
    renderCandidateLanes(stage, lanes(card(2, 0.2)), () => {});
    const button = one('button.candidate');
    renderCandidateLanes(stage, lanes(card(1, 0.1), card(2, 0.2)), () => {});
    const markup = stage.innerHTML;
    expect([...stage.querySelectorAll('button.candidate')][1]).toBe(button);
    renderCandidateLanes(stage, lanes(card(1, 0.1), card(2, 0.2)), () => {});
    expect(stage.innerHTML).toBe(markup);
  });
});

describe('a priority', () => {
  const picture: PriorityPicture = {
    parts: [
      {
        kind: 'type',
        bits: '01111110',
        name: 'type',
        value: '126',
        meaning: 'host',
        product: '126 × 2',
        exponent: '24',
        result: '2,113,929,216',
      },
      {
        kind: 'local',
        bits: '0000000000011110',
        name: 'local',
        value: '30',
        meaning: '',
        product: '30 × 2',
        exponent: '8',
        result: '7,680',
      },
      {
        kind: 'component',
        bits: '11111111',
        name: 'component',
        value: '255',
        meaning: '',
        product: '256 − 1',
        exponent: '',
        result: '255',
      },
    ],
    sum: { addends: '2,113,929,216 + 7,680 + 255', total: '2,113,937,151', note: 'One interface.' },
  };

  test('is 32 bits in three parts as wide as they are long, with its sum below', () => {
    renderCandidatePriority(stage, picture);
    renderCandidatePriority(stage, picture);
    expect(texts('.bits')).toEqual(['01111110', '0000000000011110', '11111111']);
    const widths = [...stage.querySelectorAll<HTMLElement>('.part')].map((part) =>
      part.style.getPropertyValue('--bits'),
    );
    expect(widths).toEqual(['8', '16', '8']);
    expect(texts('.product')[0]).toBe('126 × 224 = 2,113,929,216');
    expect(texts('.sum b')).toEqual(['2,113,937,151']);
  });
});

describe('a candidate line', () => {
  test('stays in its order, with the name of each field', () => {
    renderCandidateLine(stage, [
      { key: 'prefix', text: 'a=candidate:', name: 'SDP attribute', kind: 'prefix' },
      { key: 'priority', text: '2113937151', name: 'priority', kind: 'hot' },
    ]);
    expect(texts('.field code')).toEqual(['a=candidate:', '2113937151']);
    expect(texts('.field.hot em')).toEqual(['priority']);
  });
});

describe('the scale of type preferences', () => {
  const point = (name: string, preference: number, kind: ScalePoint['kind'] = 'seen'): ScalePoint => ({
    key: name,
    name,
    preference,
    kind,
  });
  const points = [point('host', 126, 'chosen'), point('prflx', 110, 'advised'), point('srflx', 100), point('relay', 3)];

  test('has each at its place, and no words over others', () => {
    renderCandidateScale(stage, { label: 'scale', points: [...points, point('host tcp', 90), point('relay tcp', 1)] });
    const places = [...stage.querySelectorAll('text')].map((text) => `${text.getAttribute('y')} ${text.textContent}`);
    const rows = Map.groupBy([...stage.querySelectorAll('text')], (text) => text.getAttribute('y'));
    for (const row of rows.values()) {
      const ends = row.map((text) => {
        const half = ((text.textContent?.length ?? 0) * 7.9) / 2;
        return [Number(text.getAttribute('x')) - half, Number(text.getAttribute('x')) + half] as const;
      });
      ends.sort(([one], [two]) => one - two);
      for (const [i, [from]] of ends.entries())
        expect(from, places.join()).toBeGreaterThanOrEqual(ends[i - 1]?.[1] ?? 0);
    }
  });

  test('tells what was seen from what is only advised', () => {
    renderCandidateScale(stage, { label: 'scale', points });
    expect(texts('.advised text')).toEqual(['prflx 110']);
    expect(texts('.chosen text')).toEqual(['host 126']);
    expect(one('svg').getAttribute('aria-label')).toBe('scale');
  });
});
