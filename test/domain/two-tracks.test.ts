import { describe, expect, test } from 'vitest';
import type { CarrierEvent, PeerName, TraceEvent } from '#domain/trace.ts';
import { twoTracks } from '#domain/two-tracks.ts';

const carrier = (peer: PeerName, state: CarrierEvent['state']): TraceEvent => ({
  type: 'carrier',
  t: 0,
  peer,
  carrier: 'peerserver',
  state,
});
const connection = (peer: PeerName, value: string): TraceEvent => ({
  type: 'state',
  t: 0,
  peer,
  attribute: 'connectionState',
  value,
});
const said: TraceEvent = { type: 'data', t: 0, peer: 'a', direction: 'sent', label: 'chat', bytes: 2 };

describe('the track of signaling', () => {
  test('begins with the first carrier and lasts until now', () => {
    expect(twoTracks([carrier('a', 'open'), carrier('b', 'open'), said], 'a').signaling).toEqual([{ from: 1, to: 3 }]);
  });

  test('ends with the cut and begins again when both ends are back', () => {
    const events = [carrier('a', 'open'), carrier('b', 'open'), carrier('a', 'cut'), carrier('b', 'cut'), said];
    expect(twoTracks([...events, carrier('b', 'open'), carrier('a', 'open'), said], 'a').signaling).toEqual([
      { from: 1, to: 3, ended: 'cut' },
      { from: 7, to: 8 },
    ]);
  });

  test('begins with the first message where no carrier is told of', () => {
    const events: TraceEvent[] = [said, { type: 'sent', t: 0, peer: 'a', message: 1, body: { kind: 'hello' } }, said];
    expect(twoTracks(events, 'a').signaling).toEqual([{ from: 2, to: 3 }]);
  });
});

describe('the track of the direct connection', () => {
  test('goes on when signaling has ended', () => {
    const events = [carrier('a', 'open'), connection('a', 'connected'), carrier('a', 'cut'), said];
    expect(twoTracks(events, 'a')).toEqual({
      signaling: [{ from: 1, to: 3, ended: 'cut' }],
      direct: [{ from: 2, to: 4 }],
    });
  });

  test('is that of this end', () => {
    const events = [connection('a', 'connected'), connection('b', 'connected'), connection('b', 'disconnected')];
    expect(twoTracks(events, 'a').direct).toEqual([{ from: 1, to: 3 }]);
    expect(twoTracks(events, 'b').direct).toEqual([{ from: 2, to: 3, ended: 'disconnected' }]);
  });

  test('ends with close(), which fires nothing', () => {
    const events: TraceEvent[] = [
      connection('a', 'connected'),
      { type: 'call', t: 0, peer: 'a', id: 1, method: 'close' },
    ];
    expect(twoTracks(events, 'a').direct).toEqual([{ from: 1, to: 2, ended: 'closed' }]);
  });

  test('is not there in an empty trace', () => {
    expect(twoTracks([], 'a')).toEqual({ signaling: [], direct: [] });
  });
});
