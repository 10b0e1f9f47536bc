import { describe, expect, test } from 'vitest';
import { exchangeRows, newestRow } from '#domain/exchange-rows.ts';
import type { CarrierEvent, MessageKind, PeerName, SignalingMessage, TraceEvent } from '#domain/trace.ts';

const hello: SignalingMessage = { kind: 'hello' };
const description = (type: 'offer' | 'answer', ufrag = 'EsAw'): SignalingMessage => ({
  kind: 'description',
  description: { type, sdp: `v=0\r\na=ice-ufrag:${ufrag}\r\n` },
});
const candidate: SignalingMessage = {
  kind: 'candidate',
  candidate: {
    candidate: 'candidate:1 1 udp 1 192.0.2.1 9 typ host',
    sdpMid: '0',
    sdpMLineIndex: 0,
    usernameFragment: null,
  },
};
const end: SignalingMessage = { kind: 'end-of-candidates' };

const sent = (t: number, peer: PeerName, message: number, body: SignalingMessage): TraceEvent => ({
  type: 'sent',
  t,
  peer,
  message,
  body,
});
const received = (t: number, peer: PeerName, message: number, kind?: MessageKind): TraceEvent => ({
  ...{ type: 'received', t, peer, message },
  ...(kind ? { kind } : {}),
});
const carrier = (t: number, peer: PeerName, state: CarrierEvent['state']): TraceEvent => ({
  type: 'carrier',
  t,
  peer,
  carrier: 'broadcast-channel',
  state,
});
const opened = [carrier(0, 'a', 'open'), carrier(0, 'b', 'open')];

/** Each row as `offer a>b 8.4 8.9 crossed`. */
const drawn = (...events: TraceEvent[]): string[] =>
  exchangeRows(events).map((row) => {
    if (row.kind === 'separator') return `${row.change} ${row.t}`;
    const label = `${row.label}${row.count > 1 ? ` ×${row.count}` : ''}${row.ended ? ' ended' : ''}`;
    return `${label} ${row.from} ${row.sentAt ?? '-'} ${row.receivedAt ?? '-'} ${row.crossing}`;
  });

describe('a message', () => {
  test('has a row with the times at both ends', () => {
    expect(drawn(sent(0, 'a', 1, hello), received(0.5, 'b', 1), sent(8.4, 'a', 3, description('offer')))).toEqual([
      'hello a 0 0.5 crossed',
      'offer a 8.4 - under-way',
    ]);
  });

  test('that is here before its sender told of it, and of which this end told no more, has a row without a name', () => {
    expect(drawn(received(31.6, 'a', 2))).toEqual(['message b - 31.6 crossed']);
  });

  test('whose sender never tells of it is named by who received it, candidates and their end in one row', () => {
    expect(
      drawn(
        received(1, 'a', 2, 'hello'),
        received(31.6, 'a', 4, 'answer'),
        received(32, 'a', 6, 'candidate'),
        received(32, 'a', 8, 'candidate'),
        received(33, 'a', 10, 'end-of-candidates'),
      ),
    ).toEqual(['hello b - 1 crossed', 'answer b - 31.6 crossed', 'candidate ×2 ended b - 32 crossed']);
  });

  test('gets its name when its sender tells of it', () => {
    expect(drawn(received(31.6, 'a', 2), sent(31.6, 'b', 2, description('answer')))).toEqual([
      'answer b 31.6 31.6 crossed',
    ]);
  });

  test('keeps its key in every longer prefix', () => {
    const events = [sent(0, 'a', 1, hello), received(1, 'b', 1), sent(2, 'b', 2, hello), received(3, 'a', 2)];
    const keys = events.map((_, i) => exchangeRows(events.slice(0, i + 1)).map(({ key }) => key));
    expect(keys).toEqual([['message-1'], ['message-1'], ['message-1', 'message-2'], ['message-1', 'message-2']]);
  });
});

describe('candidates', () => {
  test('that an end sends one after another share a row, with the end of them', () => {
    expect(
      drawn(
        sent(12.9, 'a', 1, candidate),
        received(13.4, 'b', 1),
        sent(14, 'a', 3, candidate),
        received(14.5, 'b', 3),
        sent(20, 'a', 5, end),
        received(21, 'b', 5),
      ),
    ).toEqual(['candidate ×2 ended a 12.9 13.4 crossed']);
  });

  test('have another row when something came between', () => {
    expect(drawn(sent(1, 'a', 1, candidate), sent(2, 'b', 2, candidate), sent(3, 'a', 3, candidate))).toEqual([
      'candidate a 1 - under-way',
      'candidate b 2 - under-way',
      'candidate a 3 - under-way',
    ]);
  });

  test('have crossed when the last of them has', () => {
    const events = [sent(1, 'a', 1, candidate), sent(2, 'a', 3, candidate), received(3, 'b', 1)];
    expect(drawn(...events)).toEqual(['candidate ×2 a 1 3 under-way']);
    expect(drawn(...events, received(4, 'b', 3))).toEqual(['candidate ×2 a 1 3 crossed']);
  });

  test('that are over without one have a row of their own', () => {
    expect(drawn(sent(1, 'a', 1, description('offer')), sent(2, 'a', 3, end))).toEqual([
      'offer a 1 - under-way',
      'end-of-candidates a 2 - under-way',
    ]);
  });
});

describe('an offer', () => {
  test('with another user name fragment restarts', () => {
    expect(
      drawn(sent(1, 'a', 1, description('offer')), sent(2, 'a', 3, description('offer', 'b2Kz'))).map(
        (row) => row.split(' ')[0],
      ),
    ).toEqual(['offer', 'restart-offer']);
  });

  test('with the same fragment does not, nor does that of another connection', () => {
    expect(
      drawn(
        sent(1, 'a', 1, description('offer')),
        sent(2, 'a', 3, description('offer')),
        { type: 'created', t: 3, peer: 'a', iceServers: 0 },
        sent(4, 'a', 5, description('offer', 'b2Kz')),
      ).map((row) => row.split(' ')[0]),
    ).toEqual(['offer', 'offer', 'offer']);
  });
});

describe('a way that is cut', () => {
  test('is a row, and what is sent afterwards has no way across', () => {
    expect(drawn(...opened, carrier(12_400, 'a', 'cut'), sent(14_000, 'a', 1, description('offer')))).toEqual([
      'cut 12400',
      'offer a 14000 - no-way',
    ]);
  });

  test('by both has a row for each, told of the end that cut', () => {
    const rows = exchangeRows([...opened, carrier(5, 'a', 'cut'), carrier(5, 'b', 'cut')]);
    expect(rows.map((row) => row.kind === 'separator' && `${row.peer} ${row.change}`)).toEqual(['a cut', 'b cut']);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(2);
  });

  test('leaves unheard the hello of who is back before the other, also when the other is back', () => {
    const both = [...opened, carrier(5, 'a', 'cut'), carrier(5, 'b', 'cut')];
    const alone = [...both, carrier(7, 'a', 'open'), sent(7, 'a', 1, hello), sent(8, 'a', 3, candidate)];
    expect(drawn(...alone).slice(2)).toEqual(['hello a 7 - unheard', 'candidate a 8 - no-way']);
    const together = [...alone, carrier(9, 'b', 'open')];
    expect(drawn(...together).slice(2)).toEqual(['hello a 7 - unheard', 'candidate a 8 - under-way', 'open 9']);
    expect(drawn(...together, received(10, 'b', 1))[2]).toBe('hello a 7 10 crossed');
  });

  test('leaves unheard what was sent before', () => {
    expect(drawn(...opened, sent(5, 'a', 1, hello), carrier(6, 'a', 'lost'))).toEqual([
      'hello a 5 - unheard',
      'lost 6',
    ]);
  });

  test('that opens again lets what waited go', () => {
    const events = [...opened, carrier(6, 'a', 'lost'), sent(7, 'a', 1, hello), carrier(8, 'a', 'open')];
    expect(drawn(...events)).toEqual(['lost 6', 'hello a 7 - under-way', 'open 8']);
    expect(drawn(...events, received(9, 'b', 1))[1]).toBe('hello a 7 9 crossed');
  });

  test('parts candidates before it from those after it', () => {
    expect(drawn(...opened, sent(5, 'a', 1, candidate), carrier(6, 'a', 'cut'), sent(7, 'a', 3, candidate))).toEqual([
      'candidate a 5 - unheard',
      'cut 6',
      'candidate a 7 - no-way',
    ]);
  });
});

test('the newest row is the one that changed last', () => {
  const rows = exchangeRows([sent(1, 'a', 1, hello), sent(2, 'b', 2, hello), received(3, 'b', 1)]);
  expect(newestRow(rows)?.key).toBe('message-1');
  expect(newestRow([])).toBeUndefined();
});
