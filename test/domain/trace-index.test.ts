import { describe, expect, test } from 'vitest';
import type { Description, PeerName, TraceEvent } from '#domain/trace.ts';
import { TraceIndex } from '#domain/trace-index.ts';
import { randomTrace, recordedEvents, seeds } from '../traces.ts';

const offer: Description = { type: 'offer', sdp: 'v=0\r\n' };
const second: Description = { type: 'offer', sdp: 'v=0\r\na=second\r\n' };
const found = (candidate: string, peer: PeerName = 'a'): TraceEvent => ({
  t: 0,
  peer,
  type: 'candidate',
  candidate: { candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null },
});
const created = (peer: PeerName): TraceEvent => ({ t: 0, peer, type: 'created', iceServers: 0 });
const applied = (method: 'setLocalDescription' | 'setRemoteDescription', value: Description | null): TraceEvent => ({
  t: 0,
  peer: 'a',
  type: 'result',
  id: 1,
  method,
  applied: value,
});
const last = (events: TraceEvent[]) => new TraceIndex(events).at(events.length);

describe('a snapshot', () => {
  test.each(seeds(40))('is what the events before it say, and no more (seed %i)', (seed) => {
    const events = randomTrace(seed, 120);
    const whole = new TraceIndex(events);
    for (let count = 0; count <= events.length; count += 1) {
      const prefix = new TraceIndex(events.slice(0, count));
      expect(whole.at(count)).toEqual(prefix.at(count));
      for (const peer of ['a', 'b'] as const) {
        expect(whole.candidates(peer, count)).toEqual(prefix.candidates(peer, count));
      }
    }
  });

  test('of an earlier moment stays as it was when the trace grows', () => {
    const index = new TraceIndex();
    const seen = recordedEvents.map((event) => {
      index.append(event);
      return JSON.stringify(index.at(index.events.length));
    });
    expect(seen).toEqual(recordedEvents.map((_, i) => JSON.stringify(index.at(i + 1))));
  });

  test('of the recorded run ends connected, with every candidate and a message at each peer', () => {
    const index = new TraceIndex(recordedEvents);
    const end = index.at(recordedEvents.length);
    for (const peer of ['a', 'b'] as const) {
      expect(end[peer]).toMatchObject({
        signalingState: 'stable',
        iceGatheringState: 'complete',
        iceConnectionState: 'connected',
        dtlsState: 'connected',
        connectionState: 'connected',
        gathered: recordedEvents.filter((event) => event.peer === peer && event.type === 'candidate' && event.candidate)
          .length,
        lastMessage: expect.any(String),
      });
    }
    expect([end.a.local?.type, end.a.remote?.type]).toEqual(['offer', 'answer']);
    expect([end.b.local?.type, end.b.remote?.type]).toEqual(['answer', 'offer']);
  });

  test.each([-1, 0, Number.NEGATIVE_INFINITY, Number.NaN])('at %d is a connection just constructed', (count) => {
    const { a } = new TraceIndex(recordedEvents).at(count);
    expect(a).toMatchObject({ signalingState: 'stable', connectionState: 'new', gathered: 0, messages: 0 });
  });

  test('beyond the end is the end', () => {
    const index = new TraceIndex(recordedEvents);
    expect(index.at(Number.POSITIVE_INFINITY)).toBe(index.at(recordedEvents.length));
  });
});

describe('what an event leaves behind', () => {
  test('what createOffer gives is text: created, and not local', () => {
    const { a } = last([{ t: 0, peer: 'a', type: 'result', id: 1, method: 'createOffer', description: offer }]);
    expect([a.created, a.local]).toEqual([offer, undefined]);
  });

  test('a rollback to nothing leaves no description', () => {
    const { a } = last([applied('setLocalDescription', offer), applied('setLocalDescription', null)]);
    expect(a).not.toHaveProperty('local');
  });

  test('a rollback to an earlier description leaves that one', () => {
    const { a } = last([applied('setLocalDescription', second), applied('setLocalDescription', offer)]);
    expect(a.local).toBe(offer);
  });

  test('what setRemoteDescription applied is remote', () => {
    const { a } = last([applied('setRemoteDescription', offer)]);
    expect([a.local, a.remote]).toEqual([undefined, offer]);
  });

  test('an event at one peer leaves the other peer the same object', () => {
    const events = randomTrace(7, 200);
    const index = new TraceIndex(events);
    events.forEach(({ peer }, i) => {
      const other = peer === 'a' ? 'b' : 'a';
      expect(index.at(i + 1)[other]).toBe(index.at(i)[other]);
    });
  });
});

describe('the candidates of a peer', () => {
  test('are those announced so far, in their order, without the end of them', () => {
    const index = new TraceIndex([
      found('one'),
      found('other', 'b'),
      found('two'),
      { t: 0, peer: 'a', type: 'candidate', candidate: null },
    ]);
    const lines = (count: number) => index.candidates('a', count).map(({ candidate }) => candidate?.candidate);
    expect([0, 1, 2, 3, 4].map(lines)).toEqual([[], ['one'], ['one'], ['one', 'two'], ['one', 'two']]);
  });

  test('hold none for the empty candidate that ends a generation', () => {
    const index = new TraceIndex([found('one'), found('')]);
    expect([index.at(2).a.gathered, index.candidates('a', 2).length]).toEqual([1, 1]);
  });

  test('a connection constructed anew has only its own', () => {
    const index = new TraceIndex([created('a'), found('old'), created('a'), found('new')]);
    const lines = (count: number) => index.candidates('a', count).map(({ candidate }) => candidate?.candidate);
    expect([2, 3, 4].map(lines)).toEqual([['old'], [], ['new']]);
  });
});

describe('the steps of a trace', () => {
  test('are the calls and messages that a script made, by their place in the trace', () => {
    const { steps, events } = new TraceIndex(recordedEvents);
    const stepped = events.flatMap((event, i) => ('step' in event && event.step !== undefined ? [i] : []));
    expect(steps).toEqual(stepped);
    expect(steps.length).toBeGreaterThan(9);
  });

  test('what nobody stepped is none', () => {
    const { steps } = new TraceIndex([{ t: 0, peer: 'a', type: 'call', id: 1, method: 'close' }, found('one')]);
    expect(steps).toEqual([]);
  });
});
