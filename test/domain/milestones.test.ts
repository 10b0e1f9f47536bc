import { describe, expect, test } from 'vitest';
import { milestoneKeys, milestonesOf } from '#domain/milestones.ts';
import type { Description, PeerName, StateAttribute, TraceEvent } from '#domain/trace.ts';
import { randomTrace, recordedEvents, seeds } from '../traces.ts';

const state = (t: number, peer: PeerName, attribute: StateAttribute, value: string): TraceEvent => ({
  t,
  peer,
  type: 'state',
  attribute,
  value,
});
const sent = (t: number, type: Description['type']): TraceEvent => ({
  t,
  peer: 'a',
  type: 'sent',
  message: t,
  body: { kind: 'description', description: { type, sdp: '' } },
});
const told = (...events: TraceEvent[]) => milestonesOf(events).map(({ key, t }) => `${key} ${t}`);

test('the recorded run reached all six, in the order of their times, connected last', () => {
  const milestones = milestonesOf(recordedEvents);
  const times = milestones.map(({ t }) => t);
  expect(milestones.map(({ key }) => key).toSorted()).toEqual(milestoneKeys.toSorted());
  expect(times).toEqual(times.toSorted((one, two) => one - two));
  expect(milestones.at(-1)?.key).toBe('connected');
});

describe('a milestone', () => {
  test('is reached once: the second offer is no milestone', () => {
    expect(told(sent(1, 'offer'), sent(2, 'answer'), sent(3, 'offer'))).toEqual(['offer 1', 'answer 2']);
  });

  test('a provisional answer is an answer, a rollback is nothing', () => {
    expect(told(sent(1, 'rollback'), sent(2, 'pranswer'))).toEqual(['answer 2']);
  });

  test('the end of candidates is no candidate', () => {
    expect(told({ t: 1, peer: 'a', type: 'sent', message: 1, body: { kind: 'end-of-candidates' } })).toEqual([]);
  });

  test('those of one moment stand in the order of the standard', () => {
    expect(told(state(1, 'a', 'dtlsState', 'connecting'), state(1, 'a', 'iceConnectionState', 'checking'))).toEqual([
      'checks 1',
      'dtls 1',
    ]);
  });
});

describe('connected', () => {
  const connection = (t: number, peer: PeerName, value: string) => state(t, peer, 'connectionState', value);

  test('is when the second peer says so', () => {
    expect(told(connection(1, 'a', 'connected'))).toEqual([]);
    expect(told(connection(1, 'a', 'connected'), connection(2, 'b', 'connected'))).toEqual(['connected 2']);
  });

  test('is not when one peer has lost it before the other has it', () => {
    const events = [connection(1, 'a', 'connected'), connection(2, 'a', 'failed'), connection(3, 'b', 'connected')];
    expect(told(...events)).toEqual([]);
  });

  test('keeps its first time when a connection comes back', () => {
    const events = [connection(1, 'a', 'connected'), connection(2, 'b', 'connected')];
    const again = [connection(3, 'a', 'disconnected'), connection(9, 'a', 'connected')];
    expect(told(...events, ...again)).toEqual(['connected 2']);
  });
});

test.each(seeds(40))('what was reached stays reached, at its time, when the trace grows (seed %i)', (seed) => {
  const events = randomTrace(seed, 150);
  const end = milestonesOf(events);
  for (let count = 0; count <= events.length; count += 1) {
    for (const milestone of milestonesOf(events.slice(0, count))) expect(end).toContainEqual(milestone);
  }
});
