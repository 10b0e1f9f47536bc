import { describe, expect, it } from 'vitest';
import { unimpaired } from '#domain/unimpaired.ts';
import { relay } from '#i18n/en/relay.ts';
import { moved, placeOf, type SliderName, sliders, textAt } from '#widgets/impairment-controls.ts';

const names: readonly SliderName[] = ['loss', 'delay', 'jitter', 'rate', 'reorder', 'duplicate'];

describe('the controls that make a path worse', () => {
  it.each(names)('%s: a wish puts the slider where it was left', (name) => {
    const { most, step } = sliders[name];
    for (let place = 0; place <= most; place += step) {
      expect(placeOf(name, moved(unimpaired, name, place))).toBe(place);
    }
  });

  it('say shares in per cent, times in milliseconds, bandwidth in kilobits or that there is no limit', () => {
    const said = names.map((name) => textAt(name, placeOf(name, unimpaired), relay.impairment));
    expect(said).toEqual(['0%', '0 ms', '± 0 ms', 'no limit', '0%', '0%']);
    expect(textAt('rate', 4, relay.impairment)).toBe('512 kb/s');
    expect(moved(unimpaired, 'rate', 4).rate).toBe(512_000);
  });

  it('a rate between two of the slider stands at the wider', () => {
    expect(placeOf('rate', { ...unimpaired, rate: 300_000 })).toBe(4);
    expect(placeOf('rate', { ...unimpaired, rate: 9_000_000 })).toBe(8);
  });
});
