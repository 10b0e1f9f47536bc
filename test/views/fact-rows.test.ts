// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { type FactRow, renderFactRows } from '#views/fact-rows.ts';
import { markup } from '../traces.ts';

let body = document.createElement('tbody');
const row = (key: string, ...cells: string[]): FactRow => ({ key, kind: 'a', cells });
const fresh = (rows: readonly FactRow[]): string => {
  const other = document.createElement('tbody');
  renderFactRows(other, rows);
  return other.innerHTML;
};

beforeEach(() => {
  body = document.createElement('tbody');
});

describe('rows of facts', () => {
  test('are a row each, a cell a fact', () => {
    renderFactRows(body, [{ key: 'a0', kind: 'a selected', cells: ['A', 'host', ''] }]);
    expect(body.innerHTML).toBe('<tr class="a selected"><td>A</td><td>host</td><td></td></tr>');
  });

  test('drawn twice are drawn once', () => {
    renderFactRows(body, [row('one', '1', '2')]);
    renderFactRows(body, [row('one', '1', '2')]);
    expect(body.innerHTML).toBe(fresh([row('one', '1', '2')]));
  });

  test('forget what was drawn before: other cells, more and fewer of them, another order', () => {
    const rounds = [
      [row('one', '1', '2'), row('two', '3')],
      [row('two', '3', '4', '5'), row('one', '6')],
      [row('three')],
      [row('one', '1'), row('three', '7'), row('two', '8')],
      [],
      [row('two', '9')],
    ];
    for (const rows of rounds) {
      renderFactRows(body, rows);
      expect(body.innerHTML).toBe(fresh(rows));
    }
  });

  test('of the same key are both there', () => {
    const rows = [row('same', '1'), row('same', '2')];
    for (let round = 0; round < 3; round += 1) {
      renderFactRows(body, rows);
      expect(body.innerHTML).toBe(fresh(rows));
    }
  });

  test('show markup as text', () => {
    renderFactRows(body, [{ key: markup, kind: markup, cells: [markup] }]);
    expect(body.querySelectorAll('img, script').length).toBe(0);
    expect(body.textContent).toBe(markup);
  });
});
