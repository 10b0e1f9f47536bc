// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { type CarrierBar, type CarrierBars, type CarrierTick, renderCarrierBars } from '#views/carrier-bars.ts';

let stage = document.createElement('div');
beforeEach(() => {
  stage = document.createElement('div');
});

const tick = (key: string, from: 'a' | 'b', at: number, until = at): CarrierTick => ({
  key,
  from,
  at,
  until,
  chosen: false,
});
const bar = (key: string, fields: Partial<CarrierBar> = {}): CarrierBar => ({
  key,
  name: key,
  state: 'done',
  agreed: 0.25,
  end: 0.5,
  textAt: 0.6,
  text: '21.4 ms',
  ticks: [],
  ...fields,
});
const picture = (...bars: CarrierBar[]): CarrierBars => ({ bars, axis: [{ at: 0, text: '0' }] });
const one = (selector: string): HTMLElement => {
  const found = stage.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  return found;
};

describe('the bars of the carriers', () => {
  test('are one for each, with its name, and its time behind it', () => {
    renderCarrierBars(stage, picture(bar('in-page'), bar('polling', { text: '30 ms' })));
    expect([...stage.querySelectorAll('.name')].map(({ textContent }) => textContent)).toEqual(['in-page', 'polling']);
    expect([...stage.querySelectorAll('.end')].map(({ textContent }) => textContent)).toEqual(['21.4 ms', '30 ms']);
    expect(one('.end').style.left).toBe('60.00%');
  });

  test('change their hue where the answer arrived', () => {
    renderCarrierBars(stage, picture(bar('in-page')));
    expect(one('.agreed').style.width).toBe('25.00%');
    expect([one('.direct').style.left, one('.direct').style.width]).toEqual(['25.00%', '25.00%']);
  });

  test('have a tick for each message, A’s and B’s apart, as long as the message was under way', () => {
    renderCarrierBars(stage, picture(bar('x', { ticks: [tick('1', 'a', 0.1, 0.3), tick('2', 'b', 0.4)] })));
    const ticks = [...stage.querySelectorAll<HTMLElement>('.tick')];
    expect(ticks.map(({ className, style }) => [className, style.left, style.width])).toEqual([
      ['tick a', '10.00%', '20.00%'],
      ['tick b', '40.00%', '0.00%'],
    ]);
  });

  test('stay within the track, whatever the shares', () => {
    renderCarrierBars(stage, picture(bar('x', { agreed: 3, end: 2, ticks: [tick('1', 'a', -1, 9)] })));
    expect(one('.agreed').style.width).toBe('100.00%');
    expect(one('.direct').style.width).toBe('0.00%');
    expect([one('.tick').style.left, one('.tick').style.width]).toEqual(['0.00%', '100.00%']);
  });

  test('drawn twice are drawn once, and forget what was drawn before', () => {
    const later = picture(bar('x', { state: 'running', ticks: [tick('2', 'b', 0.2)] }), bar('y'));
    renderCarrierBars(stage, picture(bar('x', { ticks: [tick('1', 'a', 0.1), tick('2', 'b', 0.9)] }), bar('z')));
    renderCarrierBars(stage, later);
    const again = stage.innerHTML;
    renderCarrierBars(stage, later);
    expect(stage.innerHTML).toBe(again);
    stage = document.createElement('div');
    renderCarrierBars(stage, later);
    expect(stage.innerHTML).toBe(again);
  });

  test('have their axis below them', () => {
    renderCarrierBars(stage, {
      bars: [bar('x')],
      axis: [
        { at: 0, text: '0 ms' },
        { at: 0.5, text: '20' },
      ],
    });
    expect(stage.lastElementChild?.className).toBe('carrier-axis');
    expect([...stage.querySelectorAll<HTMLElement>('.marks span')].map(({ style }) => style.left)).toEqual([
      '0.00%',
      '50.00%',
    ]);
  });
});
