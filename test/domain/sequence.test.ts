import { describe, expect, test } from 'vitest';
import { candidateLabel, Sequence, type SequenceRow } from '#domain/sequence.ts';
import type { CallEvent, Method, PeerName, TraceEvent } from '#domain/trace.ts';
import { markup, randomTrace, recordedEvents, seeds } from '../traces.ts';

function sequenceOf(events: readonly TraceEvent[]): Sequence {
  const sequence = new Sequence();
  events.forEach((event, i) => {
    sequence.append(event, i);
  });
  return sequence;
}

const call = (id: number, method: Method, argument?: CallEvent['argument'], peer: PeerName = 'a'): TraceEvent => ({
  t: 0,
  peer,
  type: 'call',
  id,
  method,
  ...(argument && { argument }),
});
const result = (id: number, method: Method): TraceEvent => ({ t: 0, peer: 'a', type: 'result', id, method });
const turn = (value: string, peer: PeerName = 'a'): TraceEvent => ({
  t: 0,
  peer,
  type: 'state',
  attribute: 'signalingState',
  value,
});
const init = (candidate: string) => ({ candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null });
const host = 'candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host';
const labels = (...events: TraceEvent[]) => sequenceOf(events).rows.map(({ label }) => label);

/** A row as it is known after `count` events: how it ends is not known before it has. */
function knownAt({ endedAt, exception, ...row }: SequenceRow, count: number): SequenceRow {
  if (endedAt === undefined || endedAt >= count) return row;
  return { ...row, endedAt, ...(exception !== undefined && { exception }) };
}

describe('the rows at a moment', () => {
  test.each(seeds(40))('are those of the events before it, and tell nothing of those after (seed %i)', (seed) => {
    const events = randomTrace(seed, 120);
    const whole = sequenceOf(events);
    for (let count = 0; count <= events.length; count += 1) {
      const prefix = sequenceOf(events.slice(0, count));
      expect(whole.rowsAt(count)).toBe(prefix.rows.length);
      expect(whole.rows.slice(0, whole.rowsAt(count)).map((row) => knownAt(row, count))).toEqual(prefix.rows);
      for (const peer of ['a', 'b'] as const) {
        expect(whole.segmentsAt(peer, count)).toEqual(prefix.lifelines[peer]);
      }
    }
  });

  test.each(seeds(20))('grow with it, one event at most one row (seed %i)', (seed) => {
    const sequence = sequenceOf(randomTrace(seed, 200));
    for (let count = 1; count <= 200; count += 1) {
      expect([0, 1]).toContain(sequence.rowsAt(count) - sequence.rowsAt(count - 1));
      expect([0, 1]).toContain(sequence.segmentsAt('a', count).length - sequence.segmentsAt('a', count - 1).length);
    }
    expect([sequence.rowsAt(-1), sequence.rowsAt(1e9)]).toEqual([0, sequence.rows.length]);
  });

  test.each(seeds(40))('begin each stretch of a lifeline, later ones never above earlier ones (seed %i)', (seed) => {
    const events = randomTrace(seed, 200);
    const sequence = sequenceOf(events);
    for (const peer of ['a', 'b'] as const) {
      const rows = sequence.lifelines[peer].map(({ row }) => row);
      expect(rows).toEqual([...rows].sort((one, two) => one - two));
      for (const { row, index } of sequence.lifelines[peer]) {
        expect(row).toBeLessThanOrEqual(Math.max(0, sequence.rowsAt(index + 1) - 1));
      }
    }
  });
});

describe('the recorded run', () => {
  const { rows, lifelines } = sequenceOf(recordedEvents);

  test('begins with what the script calls, as the standard names it', () => {
    const acts = rows.filter(({ kind }) => kind !== 'mark');
    expect(acts.slice(0, 6).map(({ peer, label }) => `${peer} ${label}`)).toEqual([
      "a createDataChannel('chat')",
      'a createOffer()',
      'a setLocalDescription(offer)',
      'a offer',
      'b setRemoteDescription(offer)',
      'b createAnswer()',
    ]);
  });

  test('has no call and no message left without an end', () => {
    expect(rows.filter(({ kind, endedAt }) => kind !== 'mark' && endedAt === undefined)).toEqual([]);
  });

  test('turns each lifeline where a description was set', () => {
    const turns = (peer: PeerName) => lifelines[peer].map(({ row, state }) => `${rows[row]?.label} ${state}`);
    expect(turns('a')).toEqual(['setLocalDescription(offer) have-local-offer', 'setRemoteDescription(answer) stable']);
    expect(turns('b')).toEqual(['setRemoteDescription(offer) have-remote-offer', 'setLocalDescription(answer) stable']);
  });
});

describe('the label of a row', () => {
  const offer = { type: 'offer', sdp: '' } as const;
  test.each<[string, TraceEvent]>([
    ['createOffer()', call(1, 'createOffer')],
    ['setLocalDescription()', call(1, 'setLocalDescription')],
    ['setLocalDescription(offer)', call(1, 'setLocalDescription', { description: offer })],
    ['setRemoteDescription(rollback)', call(1, 'setRemoteDescription', { description: { type: 'rollback', sdp: '' } })],
    ['addTrack(audio)', call(1, 'addTrack', { label: 'audio' })],
    ['addIceCandidate(candidate)', call(1, 'addIceCandidate', { candidate: init(host) })],
    ['addIceCandidate(null)', call(1, 'addIceCandidate', { candidate: null })],
    ['close()', call(1, 'close')],
    ['offer', { t: 0, peer: 'a', type: 'sent', message: 1, body: { kind: 'description', description: offer } }],
    [
      'host udp 192.0.2.1:50000',
      { t: 0, peer: 'a', type: 'sent', message: 1, body: { kind: 'candidate', candidate: init(host) } },
    ],
    ['end-of-candidates', { t: 0, peer: 'a', type: 'sent', message: 1, body: { kind: 'end-of-candidates' } }],
    [
      'end-of-candidates',
      { t: 0, peer: 'a', type: 'sent', message: 1, body: { kind: 'candidate', candidate: init('') } },
    ],
    ['dtlsState connected', { t: 0, peer: 'a', type: 'state', attribute: 'dtlsState', value: 'connected' }],
    ['chat: open', { t: 0, peer: 'a', type: 'channel', label: 'chat', state: 'open' }],
    ['icecandidateerror 701', { t: 0, peer: 'a', type: 'candidate-error', url: '', errorCode: 701, errorText: '' }],
  ])('%s', (label, event) => {
    expect(labels(event)).toEqual([label]);
  });

  test.each<[string, string]>([
    [host, 'host udp 192.0.2.1:50000'],
    [host.replace('192.0.2.1', '2001:db8::1'), 'host udp [2001:db8::1]:50000'],
    [host.replace('192.0.2.1', '6c46e948-f692-4333-b593-7c2bcea3c173.local'), 'host udp 6c46….local:50000'],
    [host.replace('192.0.2.1', '2001:db8:85a3:1111:2222:8a2e:370:7334'), 'host udp [2001…0:7334]:50000'],
    [`a=${host}`, 'host udp 192.0.2.1:50000'],
    [markup, `${markup.slice(0, 39)}…`],
    ['', 'end-of-candidates'],
  ])('of the candidate %j is %j', (line, label) => {
    expect(candidateLabel(line)).toBe(label);
  });

  test('an event that is told elsewhere has no row', () => {
    expect(
      labels(
        { t: 0, peer: 'a', type: 'created', iceServers: 0 },
        { t: 0, peer: 'a', type: 'candidate', candidate: null },
        { t: 0, peer: 'a', type: 'fired', event: 'negotiationneeded' },
        { t: 0, peer: 'a', type: 'data', direction: 'sent', label: 'chat', bytes: 2 },
        { t: 0, peer: 'a', type: 'stats', bytesSent: 0, bytesReceived: 0, pairs: [] },
        turn('stable'),
      ),
    ).toEqual([]);
  });
});

describe('how a row ends', () => {
  test('a call that was refused has the name of its exception', () => {
    const refusal = {
      t: 0,
      peer: 'a',
      type: 'exception',
      id: 1,
      method: 'createAnswer',
      name: 'InvalidStateError',
      message: '',
    } as const;
    expect(sequenceOf([call(1, 'createAnswer'), refusal]).rows).toMatchObject([
      { endedAt: 1, exception: 'InvalidStateError' },
    ]);
  });

  test('a message that was lost never ends', () => {
    const lost = { t: 0, peer: 'a', type: 'sent', message: 1, body: { kind: 'end-of-candidates' } } as const;
    expect(sequenceOf([lost, { t: 0, peer: 'b', type: 'received', message: 2 }]).rows[0]).not.toHaveProperty('endedAt');
  });

  test('a message and a call of the same number each have their own end', () => {
    const { rows } = sequenceOf([
      call(1, 'createOffer'),
      { t: 0, peer: 'a', type: 'sent', message: 1, body: { kind: 'end-of-candidates' } },
      result(1, 'createOffer'),
      { t: 0, peer: 'b', type: 'received', message: 1 },
    ]);
    expect(rows.map(({ kind, endedAt }) => [kind, endedAt])).toEqual([
      ['call', 2],
      ['candidate', 3],
    ]);
  });

  test('what ends a call that nobody made is left out', () => {
    expect(sequenceOf([result(9, 'createOffer')]).rows).toEqual([]);
  });
});

describe('a lifeline turns', () => {
  const offer = { description: { type: 'offer', sdp: '' } } as const;

  test('at the row of the call that is running', () => {
    const { lifelines } = sequenceOf([
      call(1, 'createOffer'),
      result(1, 'createOffer'),
      call(2, 'setLocalDescription', offer),
      turn('have-local-offer'),
    ]);
    expect(lifelines.a).toEqual([{ index: 3, row: 1, state: 'have-local-offer' }]);
  });

  test('at the call that sets the description, though others wait behind it in the chain of operations', () => {
    const { lifelines } = sequenceOf([
      call(1, 'setRemoteDescription', offer),
      call(2, 'addIceCandidate', { candidate: init(host) }),
      turn('have-remote-offer'),
    ]);
    expect(lifelines.a).toMatchObject([{ row: 0 }]);
  });

  test('at its own peer’s call, not at one of the other', () => {
    const { lifelines } = sequenceOf([
      call(1, 'setLocalDescription', offer),
      call(2, 'setRemoteDescription', offer, 'b'),
      turn('have-local-offer'),
    ]);
    expect(lifelines).toMatchObject({ a: [{ row: 0 }], b: [] });
  });

  test('at the last row there is, when no call is running', () => {
    const { lifelines } = sequenceOf([
      turn('closed'),
      call(1, 'createOffer'),
      result(1, 'createOffer'),
      turn('closed'),
    ]);
    expect(lifelines.a.map(({ row }) => row)).toEqual([0, 0]);
  });
});

test('a trace of calls that never end is read in a time that grows with its length', () => {
  const events = (count: number): TraceEvent[] =>
    Array.from({ length: count }, (_, i) => (i % 2 ? turn('stable') : call(i, 'setLocalDescription')));
  const timed = (count: number): number => {
    const made = events(count);
    const begin = performance.now();
    sequenceOf(made);
    return performance.now() - begin;
  };
  timed(2000);
  expect(timed(40_000)).toBeLessThan(400);
});
