import { describe, expect, test } from 'vitest';
import { CarrierRuns } from '#widgets/signaling-carriers/carrier-run.ts';
import { Shown } from '#widgets/signaling-carriers/shown.ts';
import { sampleRun } from './sample.ts';

const shownOf = (...carriers: Parameters<typeof sampleRun>[0][]): Shown => {
  const runs = new CarrierRuns();
  for (const carrier of carriers) runs.put(sampleRun(carrier));
  return new Shown(runs);
};

describe('what the reader looks at', () => {
  test('is nothing before anything has run', () => {
    expect(shownOf()).toMatchObject({ run: undefined, messages: [], message: undefined });
  });

  test('is the first message of a carrier that is looked at anew', () => {
    const shown = shownOf('in-page', 'polling');
    shown.look('in-page');
    shown.message = 2;
    shown.look('polling');
    expect(shown.message).toBe(3);
  });

  test('stays the message that was chosen while its run goes on', () => {
    const shown = shownOf('in-page');
    shown.message = 2;
    shown.look('in-page');
    expect(shown.message).toBe(2);
  });

  test('goes message by message, and no further than there are', () => {
    const shown = shownOf('in-page');
    shown.look('in-page');
    expect([shown.step(-1), shown.step(1), shown.step(1), shown.step(1)]).toEqual([undefined, 1, 2, undefined]);
    expect(shown.message).toBe(4);
  });

  test('is the same for whoever opens the run that was shared', () => {
    const shown = shownOf('in-page');
    shown.message = 2;
    shown.pane = 'log';
    const { cursor, tab } = shown.shared();
    const other = shownOf('in-page');
    other.look('in-page');
    other.resume({ cursor, tab });
    expect(other).toMatchObject({ message: 2, pane: 'log' });
  });

  test('is the log where a link names a pane that there is not', () => {
    const shown = shownOf('in-page');
    shown.resume({ cursor: 999, tab: 'sdp' });
    expect(shown).toMatchObject({ message: undefined, pane: 'log' });
  });
});
