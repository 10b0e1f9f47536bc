// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { type ClockPing, renderClockPlot } from '#views/clock-plot.ts';

let stage = document.createElement('div');
const words = { label: 'Pings', offset: 'offset, ms', roundTrip: 'round trip, ms', fastest: 'fastest ping' };
const pings: ClockPing[] = [
  { roundTrip: 1.1, offset: -1.95 },
  { roundTrip: 0.8, offset: -1.8 },
  { roundTrip: 4.2, offset: -3.1 },
];
const draw = (some: readonly ClockPing[], width = 330, container = stage): Element => {
  renderClockPlot(container, { width, pings: some, words });
  return container;
};
const numbers = (selector: string, attribute: string) =>
  [...stage.querySelectorAll(selector)].map((element) => Number(element.getAttribute(attribute)));

beforeEach(() => {
  stage = document.createElement('div');
});

describe('the plot of pings', () => {
  test('is not there before the first ping', () => {
    draw([]);
    expect(stage.children.length).toBe(0);
  });

  test('marks the fastest and draws the others as they came', () => {
    draw(pings);
    expect(stage.querySelectorAll('.pings circle').length).toBe(2);
    expect(stage.querySelectorAll('.fastest circle').length).toBe(1);
    expect(stage.querySelector('.fastest text')?.textContent).toBe('fastest ping');
    expect(stage.querySelector('svg')?.getAttribute('aria-label')).toBe('Pings');
  });

  test('puts longer round trips to the right and greater offsets higher', () => {
    draw(pings);
    const [first = 0, last = 0] = numbers('.pings circle', 'cx');
    const [higher = 0, lower = 0] = numbers('.pings circle', 'cy');
    expect(first).toBeLessThan(last);
    expect(higher).toBeLessThan(lower);
  });

  test('leaves room for most pings, and marks at the edge one that was far slower', () => {
    const usual = [1.1, 0.8, 1.4, 1.2, 1.9].map((roundTrip) => ({ roundTrip, offset: -1.8 }));
    draw([{ roundTrip: 420, offset: -210 }, ...usual]);
    expect(stage.querySelectorAll('.pings circle').length).toBe(4);
    expect(stage.querySelectorAll('.pings .beyond').length).toBe(1);
    const across = numbers('circle', 'cx');
    expect(Math.max(...across) - Math.min(...across)).toBeGreaterThan(100);
    expect(stage.querySelector('.offsets')?.textContent).not.toContain('100');
  });

  test('names the fastest where it hides no other point, above it or below', () => {
    const level = (others: readonly ClockPing[]): number => {
      draw([{ roundTrip: 1, offset: 0 }, ...others, { roundTrip: 4, offset: 3 }, { roundTrip: 4, offset: -3 }]);
      return (numbers('.fastest text', 'y')[0] ?? 0) - (numbers('.fastest circle', 'cy')[0] ?? 0);
    };
    expect(level([])).toBeLessThan(0);
    expect(level([{ roundTrip: 1.2, offset: 2 }])).toBeGreaterThan(0);
  });

  test('names its axes, negative numbers with a minus sign', () => {
    draw(pings);
    expect([...stage.querySelectorAll('.title')].map(({ textContent }) => textContent)).toEqual([
      'offset, ms',
      'round trip, ms',
    ]);
    expect(stage.querySelector('.offsets .number')?.textContent).toMatch(/^−\d/);
  });

  test('keeps everything within its width, however narrow and however far apart the clocks are', () => {
    for (const width of [250, 330, 540]) {
      for (const far of [0, -82_140]) {
        draw(
          pings.map(({ roundTrip, offset }) => ({ roundTrip, offset: offset + far })),
          width,
        );
        const across = numbers('circle', 'cx');
        const labels = numbers('.offsets .number', 'x');
        expect(Math.max(...across)).toBeLessThan(width);
        expect(Math.min(...across)).toBeGreaterThan(Math.max(...labels));
        expect(Math.max(...numbers('circle', 'cy'))).toBeLessThan(145);
        expect(Math.min(...numbers('.fastest text', 'y'))).toBeGreaterThan(22);
      }
    }
  });

  test('holds a single ping, even one that took no time', () => {
    draw([{ roundTrip: 0, offset: 0 }]);
    expect(stage.innerHTML).not.toContain('NaN');
    expect(stage.querySelectorAll('circle').length).toBe(1);
    expect(numbers('.fastest text', 'y')[0]).toBeGreaterThan(22);
  });

  test('drawn after other pings is as if it was drawn at once', () => {
    for (const some of [pings, pings.slice(0, 1), [], pings.slice(1)]) {
      expect(draw(some).innerHTML).toBe(draw(some, 330, document.createElement('div')).innerHTML);
    }
  });
});
