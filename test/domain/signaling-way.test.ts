import { describe, expect, test } from 'vitest';
import { SignalingWay } from '#domain/signaling-way.ts';
import type { CarrierEvent, CarrierName, PeerName } from '#domain/trace.ts';

const event = (
  peer: PeerName,
  state: CarrierEvent['state'],
  carrier: CarrierName = 'broadcast-channel',
): CarrierEvent => ({ type: 'carrier', t: 0, peer, carrier, state });

/** What changed, event by event. */
function changes(...events: CarrierEvent[]): (string | undefined)[] {
  const way = new SignalingWay();
  return events.map((each) => way.take(each));
}

describe('the way of signaling', () => {
  test('begins without a change', () => {
    expect(changes(event('a', 'open'), event('b', 'open'))).toEqual([undefined, undefined]);
  });

  test('is cut at the end that leaves first, and the other that follows changes nothing', () => {
    expect(changes(event('a', 'open'), event('b', 'open'), event('a', 'cut'), event('b', 'closed'))).toEqual([
      undefined,
      undefined,
      'cut',
      undefined,
    ]);
  });

  test('that is cut at both ends at the same moment changes once for each', () => {
    const events = [event('a', 'open'), event('b', 'open'), event('a', 'cut'), event('b', 'cut'), event('b', 'cut')];
    expect(changes(...events).slice(2)).toEqual(['cut', 'cut', undefined]);
  });

  test('is open again when both ends are', () => {
    const events = [event('a', 'open'), event('b', 'open'), event('a', 'lost'), event('b', 'lost')];
    expect(changes(...events, event('a', 'open'), event('b', 'open')).slice(-2)).toEqual([undefined, 'open']);
  });

  test('can be left while it is lost', () => {
    expect(changes(event('a', 'open'), event('a', 'lost'), event('a', 'lost'), event('a', 'cut'))).toEqual([
      undefined,
      'lost',
      undefined,
      'cut',
    ]);
  });

  test('moves once, when the first end opens another carrier; leaving the old one closes nothing', () => {
    expect(
      changes(
        event('a', 'open'),
        event('b', 'open'),
        event('a', 'open', 'peerserver'),
        event('a', 'closed'),
        event('b', 'open', 'peerserver'),
        event('b', 'closed'),
      ),
    ).toEqual([undefined, undefined, 'moved', undefined, undefined, undefined]);
  });

  test('opens again over another carrier', () => {
    expect(changes(event('a', 'open'), event('a', 'cut'), event('a', 'open', 'peerserver')).at(-1)).toBe('open');
  });
});
