import { describe, expect, test } from 'vitest';
import { engineOf, knownQuirks, quirkOf } from '#domain/known-quirks.ts';

describe('known quirks', () => {
  test('a browser is known by its name in a trace', () => {
    expect(engineOf('Chromium 156')).toBe('chromium');
    expect(engineOf('Firefox 153')).toBe('firefox');
    expect(engineOf('Safari 26')).toBeUndefined();
  });

  test('a difference is explained by a quirk of its own engine only', () => {
    const difference = {
      call: 'setRemote(pranswer)',
      state: 'stable',
      predicted: 'InvalidStateError',
      observed: 'NotSupportedError',
    };
    expect(quirkOf('firefox', difference)?.key).toBe('no-pranswer');
    expect(quirkOf('chromium', difference)).toBeUndefined();
    expect(quirkOf(undefined, difference)).toBeUndefined();
  });

  test('accepted stands for any state, and for no exception', () => {
    const refused = { call: 'setLocal(offer)', state: 'stable', predicted: 'InvalidModificationError' };
    expect(quirkOf('chromium', { ...refused, observed: 'have-local-offer' })?.key).toBe('local-text-may-change');
    expect(quirkOf('chromium', { ...refused, observed: 'OperationError' })).toBeUndefined();
  });

  test('no two quirks of an engine share a key, and each names a source', () => {
    const names = knownQuirks.map(({ engine, key }) => `${engine} ${key}`);
    expect(new Set(names).size).toBe(names.length);
    expect(knownQuirks.every(({ source }) => source.startsWith('https://'))).toBe(true);
  });
});
