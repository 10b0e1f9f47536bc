// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import {
  type ExchangeMessage,
  type ExchangePicture,
  type ExchangeSeparator,
  renderExchangeRows,
} from '#views/exchange-rows.ts';

let stage = document.createElement('div');
const words = { label: 'Messages', a: 'A', b: 'B', clock: 'ms, A’s clock', carrier: 'BroadcastChannel' };
const message = (key: string, changes: Partial<ExchangeMessage> = {}): ExchangeMessage => ({
  kind: 'message',
  key,
  from: 'a',
  label: key,
  crossing: 'crossed',
  at: { a: '8.4', b: '8.9' },
  note: '',
  sentence: `A sent ${key}.`,
  live: false,
  ...changes,
});
const stopped = { crossing: 'no-way', at: { a: '14,000.0', b: '' }, note: 'no way across' } as const;
const cut: ExchangeSeparator = { kind: 'separator', key: 'cut', tone: 'bad', text: '12.4 s · you cut the signaling' };
const draw = (picture: Partial<ExchangePicture>, container = stage): Element => {
  renderExchangeRows(container, { self: 'a', rows: [], words, ...picture });
  return container;
};
const half = (row: number, end: 'a' | 'b') => stage.querySelectorAll('li')[row]?.querySelector(`.half.${end}`);
const classesOf = (element: Element | null | undefined) => [...(element?.classList ?? [])];

beforeEach(() => {
  stage = document.createElement('div');
});

describe('a message', () => {
  test('that has crossed is solid on this side of the carrier and dashed beyond it', () => {
    draw({ rows: [message('offer')] });
    expect(classesOf(half(0, 'a'))).toEqual(['half', 'a', 'seen', 'drawn-to']);
    expect(classesOf(half(0, 'b'))).toEqual(['half', 'b', 'told', 'drawn-to', 'reached']);
  });

  test('is seen from B in the page of B', () => {
    draw({ self: 'b', rows: [message('offer')] });
    expect(classesOf(half(0, 'a'))).toEqual(['half', 'a', 'told', 'drawn-to']);
    expect(classesOf(half(0, 'b'))).toEqual(['half', 'b', 'seen', 'drawn-to', 'reached']);
    expect(half(0, 'b')?.textContent).toBe('offer');
    expect(stage.querySelector('.time.a')?.classList.contains('told')).toBe(true);
  });

  test('that is under way ends at the line of the carrier', () => {
    draw({ rows: [message('offer', { crossing: 'under-way', at: { a: '8.4', b: '' }, note: 'under way' })] });
    expect(classesOf(half(0, 'a'))).toContain('drawn-to');
    expect(classesOf(half(0, 'b'))).not.toContain('drawn-to');
    expect(half(0, 'b')?.textContent).toBe('under way');
  });

  test('of the other end has its name there until it is here', () => {
    const coming = message('answer', { from: 'b', crossing: 'under-way', at: { a: '', b: '31.0' } });
    draw({ rows: [coming] });
    expect([half(0, 'a')?.textContent, half(0, 'b')?.textContent]).toEqual(['', 'answer']);
    draw({ rows: [{ ...coming, crossing: 'crossed', at: { a: '31.6', b: '31.0' } }] });
    expect([half(0, 'a')?.textContent, half(0, 'b')?.textContent]).toEqual(['answer', '']);
  });

  test('that had no way across says so beyond the bar', () => {
    draw({ rows: [message('restart offer', stopped)] });
    expect(stage.querySelector('li')?.className).toBe('message from-a no-way');
    expect(half(0, 'b')?.querySelector('.remark')?.textContent).toBe('no way across');
  });

  test('is a sentence for who hears it', () => {
    draw({ rows: [message('offer')] });
    expect(stage.querySelector('.sentence')?.textContent).toBe('A sent offer.');
    expect(stage.querySelector('.drawn')?.getAttribute('aria-hidden')).toBe('true');
  });

  test('is marked at the cursor', () => {
    draw({ rows: [message('hello'), message('offer')], current: 'offer' });
    expect([...stage.querySelectorAll('li')].map((item) => item.getAttribute('aria-current'))).toEqual([null, 'true']);
  });

  test('that crosses live has a bead, and another one when one more candidate has crossed', () => {
    const live = (label: string): void => void draw({ rows: [message('m', { label, live: true })] });
    live('candidate');
    const bead = stage.querySelector('.bead');
    live('candidate');
    expect(stage.querySelector('.bead')).toBe(bead);
    live('candidate ×2');
    expect(stage.querySelectorAll('.bead').length).toBe(1);
    expect(stage.querySelector('.bead')).not.toBe(bead);
  });
});

describe('the rows', () => {
  test('are a named list under a head that names the carrier', () => {
    draw({ rows: [message('hello'), cut] });
    expect(stage.querySelector('ol')?.getAttribute('aria-label')).toBe('Messages');
    expect(stage.querySelector('.exchange-head')?.textContent).toBe('Ams, A’s clockBroadcastChannelB');
    expect(stage.querySelector('li.separator.bad')?.textContent).toBe('12.4 s · you cut the signaling');
  });

  test('drawn after other rows are as if they were drawn at once', () => {
    const pictures = [
      { rows: [message('hello'), message('offer', { live: true }), cut, message('restart offer', stopped)] },
      { rows: [message('offer')], current: 'offer' },
      { rows: [] },
      { rows: [cut, message('hello')], self: 'b' as const },
    ];
    for (const picture of pictures) {
      expect(draw(picture).innerHTML).toBe(draw(picture, document.createElement('div')).innerHTML);
      expect(draw(picture).innerHTML).toBe(draw(picture).innerHTML);
    }
  });

  test('have columns as wide as the longest time, and never narrower than a short one', () => {
    const width = () => stage.querySelector('ol')?.style.getPropertyValue('--time');
    draw({ rows: [message('hello')] });
    expect(width()).toBe('5ch');
    draw({ rows: [message('hello'), message('offer', { at: { a: '15,297.8', b: '' } })] });
    expect(width()).toBe('8ch');
  });

  test('hold what peers wrote as text', () => {
    draw({ rows: [message('<img src=x>')] });
    expect(stage.querySelector('img')).toBeNull();
  });
});
