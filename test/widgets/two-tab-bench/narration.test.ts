import { describe, expect, test } from 'vitest';
import { codeOf } from '#domain/step.ts';
import type { CarrierName, TraceEvent } from '#domain/trace.ts';
import {
  hasBegun,
  isUnderWay,
  lastLine,
  recordedNext,
  strandedOffer,
  waitingText,
  waitLine,
} from '#widgets/two-tab-bench/narration.ts';
import { nextCall } from '#widgets/two-tab-bench/next-call.ts';
import { TwoHalves } from '#widgets/two-tab-bench/two-halves.ts';
import { halves, momentAt, upTo, words } from './recorded.ts';

const isCall =
  (peer: string, method: string) =>
  (event: TraceEvent): boolean =>
    event.type === 'call' && event.peer === peer && event.method === method;
const isOffer = (event: TraceEvent): boolean =>
  event.type === 'sent' && event.body.kind === 'description' && event.body.description.type === 'offer';

describe('the next call of an end', () => {
  const next = (count: number, peer: 'a' | 'b') => {
    const step = nextCall(halves.events.slice(0, count), peer);
    return step && codeOf(step);
  };

  test('before anything, A makes the data channel and B nothing', () => {
    expect([next(0, 'a'), next(0, 'b')]).toEqual(["a.createDataChannel('chat')", undefined]);
  });

  test.each([
    ['A has made its offer', upTo(isCall('a', 'createOffer')), 'a', 'await a.setLocalDescription(offer)'],
    ['A has sent its offer', upTo(isOffer), 'b', 'await b.setRemoteDescription(offer)'],
    [
      'B has applied the offer',
      upTo(isCall('b', 'setRemoteDescription')),
      'b',
      'const answer = await b.createAnswer()',
    ],
    ['B has made its answer', upTo(isCall('b', 'createAnswer')), 'b', 'await b.setLocalDescription(answer)'],
  ] as const)('when %s', (_, count, peer, code) => {
    expect(next(count, peer)).toBe(code);
  });
});

describe('the lines', () => {
  test('tell the step taken last, and whose it was', () => {
    expect(lastLine(momentAt(upTo(isCall('a', 'createOffer'))), words)).toMatchObject({
      tone: 'a',
      label: 'A ran',
      code: 'const offer = await a.createOffer()',
    });
    expect(lastLine(momentAt(upTo(isCall('b', 'createAnswer'))), words)?.label).toBe('B ran, in the other tab');
    expect(lastLine(momentAt(0), words)).toBeUndefined();
  });

  test('tell of a moment looked back at the step that came next', () => {
    expect(recordedNext(momentAt(0), words)?.code).toBe("a.createDataChannel('chat')");
  });

  test('tell what is waited for, by name of the call', () => {
    expect(waitLine(momentAt(upTo(isOffer)), words).sentence).toBe(
      'A has sent its offer; B’s next call is setRemoteDescription(offer), in the other tab.',
    );
  });

  test('tell what is not delivered before they tell whose call is next', () => {
    const count = upTo(isOffer);
    expect(waitingText(momentAt(count), halves.rowsAt(count), [], words)).toBe('the offer of A waits to be delivered');
    expect(waitingText(momentAt(0), [], [{ peer: 'a', kind: 'createOffer' }], words)).toBe(
      'A’s next call is createOffer()',
    );
  });
});

test('an offer for a restart that has no way across is known, with its time', () => {
  expect(strandedOffer(halves.rowsAt(halves.length), 'a')).toMatch(/^\d\.\d\d s$/);
  expect(strandedOffer(halves.rowsAt(halves.length), 'b')).toBeUndefined();
});

test('before any description B waits for the offer, and A, which makes it, for nothing', () => {
  const waits = (self: 'a' | 'b') => waitingText({ ...momentAt(0), self, halves: new TwoHalves('') }, [], [], words);
  expect(waits('b')).toBe("A’s next call is createDataChannel('chat')");
  expect(waits('a')).toBe('nothing is under way');
});

test('that a run goes on over another carrier does not stop it', () => {
  const opened = (carrier: CarrierName): TraceEvent[] =>
    (['a', 'b'] as const).map((peer) => ({ t: 0, peer, type: 'carrier', carrier, state: 'open' }));
  const call: TraceEvent = { t: 1, peer: 'a', type: 'call', id: 1, method: 'createOffer' };
  expect(isUnderWay([...opened('peerserver'), call, ...opened('polling')])).toBe(true);
  expect(hasBegun(opened('peerserver'))).toBe(false);
  expect(hasBegun([call])).toBe(true);
});

test('a run is under way from its first call until the carrier changes', () => {
  expect(isUnderWay([])).toBe(false);
  expect(isUnderWay(halves.events.slice(0, upTo(isCall('a', 'createOffer'))))).toBe(true);
  expect(
    isUnderWay(
      halves.events.slice(
        0,
        upTo((event) => event.type === 'carrier' && event.state === 'cut'),
      ),
    ),
  ).toBe(false);
});
