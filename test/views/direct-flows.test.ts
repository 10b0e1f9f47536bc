// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { type DirectFlow, type DirectFlows, renderDirectFlows } from '#views/direct-flows.ts';

let stage = document.createElement('div');
const fromA: DirectFlow = { key: 'a', from: 'a', label: 'A’s video 604 kbit/s', count: 3 };
const fromB: DirectFlow = { key: 'b', from: 'b', label: 'B’s video 598 kbit/s', count: 2 };
const chat: DirectFlow = { key: 'chat', from: 'both', label: 'data channel “chat”', count: 1 };
const draw = (flows: DirectFlow[], self: DirectFlows['self'] = 'a', container = stage): Element => {
  renderDirectFlows(container, { self, flows, words: { label: 'The direct path' } });
  return container;
};
const linesOf = (flow: Element | null | undefined) =>
  [...(flow?.querySelectorAll('line') ?? [])].map((line) => line.getAttribute('class'));
const placesOfDots = () => [...stage.querySelectorAll('circle')].map((dot) => dot.getAttribute('cx'));

beforeEach(() => {
  stage = document.createElement('div');
});

describe('what flows directly', () => {
  test('is not drawn before there is a connection', () => {
    draw([fromA]);
    draw([]);
    expect(stage.children.length).toBe(0);
  });

  test('is solid up to the middle and dashed beyond, where it is told', () => {
    draw([fromA]);
    expect(linesOf(stage.querySelector('g'))).toEqual(['half-a seen', 'half-b told']);
    draw([fromA], 'b');
    expect(linesOf(stage.querySelector('g'))).toEqual(['half-a told', 'half-b seen']);
  });

  test('has a tip at each end that it flows to', () => {
    draw([fromA, fromB, chat]);
    const tips = [...stage.querySelectorAll('g')].map((flow) =>
      [...flow.querySelectorAll('svg')].map((tip) => tip.getAttribute('x')),
    );
    expect(tips).toEqual([['100%'], ['0%'], ['0%', '100%']]);
  });

  test('has dots in the half that is seen, once something has crossed', () => {
    draw([{ ...chat, count: 0 }]);
    expect(placesOfDots()).toEqual([]);
    draw([chat]);
    expect(placesOfDots()).toEqual(['20%']);
    draw([chat], 'b');
    expect(placesOfDots()).toEqual(['80%']);
  });

  test('has other dots when more has crossed, so that they run again', () => {
    draw([chat]);
    const dot = stage.querySelector('circle');
    draw([chat]);
    expect(stage.querySelector('circle')).toBe(dot);
    draw([{ ...chat, count: 2 }]);
    expect(stage.querySelector('circle')).not.toBe(dot);
  });

  test('drawn after other flows is as if it was drawn at once', () => {
    for (const flows of [[fromA, fromB, chat], [chat], [fromB, chat], [fromA]]) {
      expect(draw(flows).innerHTML).toBe(draw(flows, 'a', document.createElement('div')).innerHTML);
    }
    expect(stage.querySelector('svg')?.getAttribute('aria-label')).toBe('The direct path');
  });
});
