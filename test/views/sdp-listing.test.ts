// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { renderSdpListing, type SdpListingData, type SdpListingRow } from '#views/sdp-listing.ts';

let container = document.createElement('div');

beforeEach(() => {
  container = document.createElement('div');
  document.body.replaceChildren(container);
});

const row = (number: number, over: Partial<SdpListingRow> = {}): SdpListingRow => ({
  number,
  text: `a=line${number}`,
  kind: 'same',
  ignored: false,
  problem: false,
  label: '',
  ...over,
});

const rows = (count: number): SdpListingRow[] => Array.from({ length: count }, (_, index) => row(index + 1));

function draw(over: Partial<SdpListingData> = {}): void {
  const data = {
    rows: rows(3),
    selected: -1,
    name: 'Offer',
    more: (count: number) => `… ${count} more`,
    onSelect: () => {},
  };
  renderSdpListing(container, { ...data, ...over });
}

const lines = (): HTMLElement[] => [...container.querySelectorAll<HTMLElement>('.sdp-line')];
const textOf = (line: Element | undefined, part: string): string =>
  line?.querySelector(`.sdp-${part}`)?.textContent ?? '';

function press(key: string): void {
  container
    .querySelector('.sdp-line')
    ?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}

describe('a listing', () => {
  it('is a listbox with a row a line, one of them in the tab order', () => {
    draw();
    expect(container.getAttribute('role')).toBe('listbox');
    expect(lines().map((line) => line.tabIndex)).toEqual([0, -1, -1]);
    draw({ selected: 1 });
    expect(lines().map((line) => line.tabIndex)).toEqual([-1, 0, -1]);
    expect(lines().map((line) => line.getAttribute('aria-selected'))).toEqual(['false', 'true', 'false']);
  });

  it('drawn twice is as drawn once', () => {
    draw({ selected: 2 });
    const once = container.innerHTML;
    draw({ selected: 2 });
    expect(container.innerHTML).toBe(once);
  });

  it('marks change by a sign and says it by a word', () => {
    const kinds = ['same', 'added', 'removed', 'changed'] as const;
    draw({ rows: kinds.map((kind, index) => row(index + 1, { kind, label: kind })) });
    expect(lines().map((line) => textOf(line, 'sign'))).toEqual(['', '+', '−', '~']);
    expect(textOf(lines()[1], 'word')).toBe(', added');
  });

  it('shows markup as text', () => {
    draw({ rows: [row(1, { text: '<img src=x onerror=alert(1)>' })] });
    expect(container.querySelector('img')).toBeNull();
    expect(textOf(lines()[0], 'text')).toBe('<img src=x onerror=alert(1)>');
  });

  it('shows control characters as pictures and cuts a very long line', () => {
    draw({ rows: [row(1, { text: 'a=\0b' }), row(2, { text: 'x'.repeat(1e6) })] });
    expect(textOf(lines()[0], 'text')).toBe('a=␀b');
    expect(textOf(lines()[1], 'text')).toBe(`${'x'.repeat(400)}… 999600 more`);
  });

  it('chooses by arrow keys and by click, and leaves the other keys alone', () => {
    const onSelect = vi.fn();
    draw({ selected: 1, onSelect });
    for (const key of ['ArrowDown', 'ArrowUp', 'ArrowLeft', ' ', 'Home', 'End', 'r']) press(key);
    lines()[2]?.click();
    expect(onSelect.mock.calls).toEqual([[2], [0], [2]]);
  });

  it('stops at both ends', () => {
    const onSelect = vi.fn();
    draw({ selected: 2, onSelect });
    press('ArrowDown');
    expect(onSelect).toHaveBeenCalledWith(2);
  });

  it('of a hundred thousand lines makes only the rows in sight and the selected one', () => {
    draw({ rows: rows(1e5), selected: 50_000 });
    expect(lines().length).toBeLessThan(3000);
    expect(container.querySelector('[aria-selected="true"] .sdp-number')?.textContent).toBe('50001');
    expect(container.querySelector('.sdp-line')?.getAttribute('aria-setsize')).toBe('100000');
  });
});
