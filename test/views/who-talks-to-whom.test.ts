// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { CallScenario } from '#domain/topology/call-roles.ts';
import { en } from '#i18n/en.ts';
import { renderRolesTable } from '#views/roles-table.ts';
import { renderWhoTalksToWhom } from '#views/who-talks-to-whom.ts';
import { pictureOf, usualCall } from '#widgets/who-talks-to-whom/roles-picture.ts';

let stage = document.createElement('div');

function draw(call: Partial<CallScenario> = {}) {
  const picture = pictureOf({ ...usualCall, ...call }, en.parts);
  renderWhoTalksToWhom(stage, picture, 'wide');
  return picture;
}

const count = (selector: string) => stage.querySelectorAll(selector).length;

beforeEach(() => {
  stage = document.createElement('div');
});

describe('the picture of who talks to whom', () => {
  it('media is two solid strands, control is three dotted threads', () => {
    draw();
    expect([count('.strand'), count('.control.thread'), count('.standby.thread')]).toEqual([2, 3, 1]);
  });

  it('a part that has nothing to do keeps its place and loses its line', () => {
    draw({ network: 'one-network' });
    expect(count('.part')).toBe(6);
    expect(count('.part.unused')).toBe(3);
    expect(count('.thread')).toBe(2);
  });

  it('a blocked member of a group goes through the relay and then through the media server', () => {
    draw({ network: 'udp-blocked', group: true });
    const bends = stage.querySelector('.strand')?.getAttribute('d')?.split('L').length;
    expect(bends).toBe(4);
  });

  it('drawing twice changes nothing', () => {
    draw();
    const once = stage.innerHTML;
    draw();
    expect(stage.innerHTML).toBe(once);
  });

  it('a barrier that comes back is painted below the parts', () => {
    draw({ network: 'one-network' });
    draw({ network: 'nats' });
    const order = [...stage.querySelectorAll('.layer')].map((layer) => layer.getAttribute('class'));
    expect(order.indexOf('layer barriers')).toBeLessThan(order.indexOf('layer parts'));
    expect(count('.barriers .barrier')).toBe(2);
  });

  it('its label is the sentence that sums up the call', () => {
    const { label } = draw({ network: 'udp-blocked', dataOnly: true });
    expect(stage.querySelector('svg')?.getAttribute('aria-label')).toBe(label);
    expect(label).toContain('messages through a TURN server');
  });

  it('the table says the same, one row a part', () => {
    const { lines } = draw();
    const body = document.createElement('tbody');
    renderRolesTable(body, lines);
    expect(body.querySelectorAll('tr').length).toBe(6);
    expect(body.querySelector('tr.standby')?.textContent).toContain('waits');
  });

  it('every call has its words', () => {
    for (const network of ['one-network', 'nats', 'udp-blocked'] as const) {
      for (const group of [false, true]) for (const dataOnly of [false, true]) draw({ network, group, dataOnly });
    }
    expect(count('svg')).toBe(1);
  });
});
