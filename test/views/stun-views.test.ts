// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { renderStunBytes, type StunBytes } from '#views/stun-bytes.ts';
import { renderStunFields } from '#views/stun-fields.ts';
import { renderTypeBits } from '#views/stun-type-bits.ts';
import { renderXor } from '#views/stun-xor.ts';

const bytesOf = (hex: string, perRow: 4 | 8, onSelect: (field: number) => void = () => {}): StunBytes => {
  const cells = (hex.match(/../g) ?? []).map((byte, i) => ({
    hex: byte,
    tone: i < 2 ? 'type' : 'length',
    field: i < 2 ? 0 : 1,
    first: i % 2 === 0,
    last: i % 2 === 1,
    padding: false,
    bad: i === 3,
    chosen: i < 2,
  }));
  const labels = [{ row: 0, field: 0, name: 'type', text: 'Binding', chosen: true }];
  return { perRow, cells, labels, name: 'bytes', onSelect };
};

describe('the grid of bytes', () => {
  it('has one 32-bit word a row, or two, with its offset', () => {
    const grid = document.createElement('div');
    renderStunBytes(grid, bytesOf('000100082112a442', 4));
    expect([...grid.querySelectorAll('.off')].map((off) => off.textContent)).toEqual(['00', '04']);
    renderStunBytes(grid, bytesOf('000100082112a442', 8));
    expect(grid.querySelectorAll('.stun-word')).toHaveLength(1);
    expect(grid.querySelectorAll('.byte')).toHaveLength(8);
  });

  it('is the same drawn twice, and empty of what was there before', () => {
    const grid = document.createElement('div');
    renderStunBytes(grid, bytesOf('00010008', 4));
    const once = grid.innerHTML;
    renderStunBytes(grid, bytesOf('000100082112a442', 4));
    renderStunBytes(grid, bytesOf('00010008', 4));
    expect(grid.innerHTML).toBe(once);
  });

  it('says which byte is wrong, and gives the field that is pressed', () => {
    const grid = document.createElement('div');
    const pressed: number[] = [];
    renderStunBytes(
      grid,
      bytesOf('00010008', 4, (field) => pressed.push(field)),
    );
    expect(grid.querySelector('.bad')?.textContent).toBe('08');
    for (const element of grid.querySelectorAll<HTMLElement>('button, .byte.length')) element.click();
    expect(pressed).toEqual([1, 1, 0]);
    expect(grid.querySelector('button')?.getAttribute('aria-pressed')).toBe('true');
  });
});

it('the list of fields has a button for each, with its bytes', () => {
  const list = document.createElement('ol');
  const row = { field: 4, tone: 'user', name: 'USERNAME', range: '20 to 35', text: '0x0006. a:b', chosen: false };
  renderStunFields(list, [row], () => {});
  expect(list.querySelector('button')?.textContent).toBe('USERNAME20 to 350x0006. a:b');
  renderStunFields(list, [], () => {});
  expect(list.innerHTML).toBe('');
});

it('the type field is sixteen bits, of which two are class', () => {
  const box = document.createElement('div');
  renderTypeBits(box, [{ hex: '0x0113', type: 0x0113, text: 'class 11' }]);
  expect(box.querySelector('.bits')?.textContent).toBe('0000000100010011');
  expect([...box.querySelectorAll('.c')].map((bit) => bit.textContent)).toEqual(['1', '1']);
});

it('an exclusive or stands byte under byte', () => {
  const box = document.createElement('div');
  const row = (name: string, cells: string[]) => ({ name, tone: 'cookie' as const, cells });
  const groups = [[row('packet', ['C4', '57']), row('cookie', ['21', '12']), row('=', ['E5', '45'])]];
  renderXor(box, [{ title: 'Port', note: '', groups, bits: ['1100', '0010', '1110'] }]);
  expect([...box.querySelectorAll('tr')].map((tr) => tr.textContent)).toEqual(['packetC457', 'cookie2112', '=E545']);
  renderXor(box, []);
  expect(box.innerHTML).toBe('');
});
