import { describe, expect, test } from 'vitest';
import type { Step } from '#domain/step.ts';
import type { CallEvent, TraceEvent } from '#domain/trace.ts';
import {
  candidatesWithheld,
  joinedBy,
  lastHappening,
  nextStep,
  sequencePicture,
  timelineTicks,
  toneOf,
} from '#widgets/negotiation-bench/pictures.ts';
import { Run } from '#widgets/negotiation-bench/run.ts';
import { randomTrace, recordedEvents, seeds } from '../../traces.ts';

const recorded = new Run('Chromium', recordedEvents);
const words = { label: '', a: 'A', b: 'B', signaling: 'S', now: 'now' };
const everything = { first: 0, count: 1e6 };
const call = (id: number, method: CallEvent['method'], step?: number): CallEvent => ({
  t: id,
  peer: 'a',
  type: 'call',
  id,
  method,
  ...(step !== undefined && { step }),
});
const refusal = (id: number): TraceEvent => ({
  t: id,
  peer: 'a',
  type: 'exception',
  id,
  method: 'createAnswer',
  name: 'InvalidStateError',
  message: 'no',
});
const turn = (value: string): TraceEvent => ({ t: 9, peer: 'a', type: 'state', attribute: 'signalingState', value });

describe('the picture of the sequence', () => {
  test.each(seeds(20))('of an earlier moment has the lifelines of a run that ended there (seed %i)', (seed) => {
    const events = randomTrace(seed, 100);
    const run = new Run('', events);
    for (const count of [0, 1, 17, 50, 99, 100]) {
      const ended = sequencePicture(new Run('', events.slice(0, count)), count, [], 800, everything, words);
      const { now, lifelines } = sequencePicture(run, count, [], 800, everything, words);
      expect({ now, lifelines }).toEqual({ now: ended.total, lifelines: ended.lifelines });
    }
  });

  test.each(seeds(20))('has lifelines without a gap, from the top to the end of the picture (seed %i)', (seed) => {
    const { lifelines } = sequencePicture(new Run('', randomTrace(seed, 100)), 100, [], 800, everything, words);
    for (const stretches of [lifelines.a, lifelines.b]) {
      expect(stretches[0]?.from).toBe(0);
      expect(stretches.at(-1)?.to).toBe(-1);
      stretches.slice(1).forEach(({ from }, i) => {
        expect(from).toBe(stretches[i]?.to);
        expect(from).toBeGreaterThan(stretches[i]?.from ?? -1);
      });
    }
  });

  test('a lifeline that turns in its first row is not stable before it', () => {
    const { lifelines } = sequencePicture(
      new Run('', [call(1, 'setLocalDescription'), turn('have-local-offer')]),
      2,
      [],
      800,
      everything,
      words,
    );
    expect(lifelines.a).toEqual([{ from: 0, to: -1, state: 'have-local-offer' }]);
  });

  test.each([
    [{ first: 3, count: 4 }, 3, 4],
    [{ first: -5, count: 4 }, 0, 4],
    [{ first: 1e6, count: 4 }, recorded.sequence.rows.length, 0],
  ])('holds the rows in sight: %o', (sight, first, count) => {
    const picture = sequencePicture(recorded, 10, [], 800, sight, words);
    expect([picture.first, picture.rows.length]).toEqual([first, count]);
    expect(picture.total).toBe(recorded.sequence.rows.length);
  });

  test('shows the calls that are held, in the words of the standard, as many as the pane holds', () => {
    const held: Step[] = [
      { peer: 'a', kind: 'setLocal(offer)' },
      { peer: 'a', kind: 'sendGathered(offer)' },
      { peer: 'b', kind: 'createAnswer' },
      { peer: 'b', kind: 'addTrack(audio)' },
    ];
    const more = Array.from({ length: 20 }, (): Step => ({ peer: 'a', kind: 'close' }));
    const { planned } = sequencePicture(recorded, recorded.length, [...held, ...more], 800, everything, words);
    expect(planned).toHaveLength(9);
    expect(sequencePicture(recorded, recorded.length, held, 800, everything, words).planned).toEqual([
      { peer: 'a', kind: 'call', label: 'setLocalDescription(offer)' },
      { peer: 'a', kind: 'description', label: 'offer' },
      { peer: 'b', kind: 'call', label: 'createAnswer()' },
      { peer: 'b', kind: 'call', label: 'addTrack(audioTrack, stream)' },
    ]);
  });
});

describe('the ticks of the timeline', () => {
  test('lie where the moment after their event lies, messages in the hue of signaling', () => {
    const ticks = timelineTicks(recorded);
    const offer = recordedEvents.findIndex(({ type }) => type === 'sent');
    expect(ticks).toContainEqual({ share: recorded.timeline.share(offer + 1), kind: 'infra' });
    expect(ticks.every(({ share }) => share >= 0 && share <= 1)).toBe(true);
    expect(new Set(ticks.map(({ kind }) => kind))).toEqual(new Set(['a', 'b', 'infra']));
  });

  test('of nothing are none', () => {
    expect(timelineTicks(new Run(''))).toEqual([]);
  });
});

describe('what happened last', () => {
  test('is nothing before the first step', () => {
    expect(lastHappening(recorded, recorded.index.steps[0] ?? 0)).toBeUndefined();
  });

  test.each(recorded.index.steps.map((begin, i) => [i + 1, begin] as const))(
    'after step %i is that step',
    (_, begin) => {
      expect(lastHappening(recorded, begin + 1)?.begin).toBe(begin);
    },
  );

  test('is refused once the exception has come, and stays so whatever is called meanwhile', () => {
    const events = [call(1, 'createAnswer', 1), call(2, 'createOffer'), refusal(1), call(3, 'createOffer')];
    const run = new Run('', events);
    const names = [1, 2, 3, 4].map((cursor) => lastHappening(run, cursor)?.exception?.name);
    expect(names).toEqual([undefined, undefined, 'InvalidStateError', 'InvalidStateError']);
  });

  test('is not refused by the exception of another call', () => {
    const run = new Run('', [call(1, 'createAnswer', 1), refusal(2)]);
    expect(lastHappening(run, 2)?.exception).toBeUndefined();
  });
});

test('exactly one call is named as the one after which both peers were connected', () => {
  const ends = [...recorded.boundaries, recorded.length];
  const joined = ends.filter((end) => {
    const last = lastHappening(recorded, end);
    return last && joinedBy(recorded, end, last);
  });
  expect(joined).toHaveLength(1);
});

describe('candidates are withheld', () => {
  const description = (type: 'offer' | 'answer', line: string): TraceEvent[] => {
    const peer = type === 'offer' ? 'b' : 'a';
    const applied = { type, sdp: `v=0\r\n${line}` };
    const id = type === 'offer' ? 1 : 2;
    return [
      { t: id, peer, type: 'call', id, method: 'setRemoteDescription', argument: { description: applied }, step: id },
      { t: id, peer, type: 'result', id, method: 'setRemoteDescription', applied },
    ];
  };
  const candidate = 'a=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n';

  test.each([
    [
      'when neither description holds one and none was added',
      [...description('offer', ''), ...description('answer', '')],
      true,
    ],
    ['not before both have a description of the other', description('offer', ''), false],
    ['not when a description holds one', [...description('offer', ''), ...description('answer', candidate)], false],
    ['not in a run that trickled', recordedEvents, false],
  ])('%s', (_, events, expected) => {
    const run = new Run('', events);
    expect(candidatesWithheld(run, run.length)).toBe(expected);
  });
});

describe('what comes next', () => {
  test('in the past is the step that was recorded', () => {
    expect(nextStep(recorded, 0, [])).toEqual({ peer: 'a', kind: 'createDataChannel', label: 'chat' });
  });

  test('at the live end is what is held', () => {
    const held: Step = { peer: 'b', kind: 'close' };
    expect([nextStep(recorded, recorded.length, [held]), nextStep(recorded, recorded.length, [])]).toEqual([
      held,
      undefined,
    ]);
  });
});

test.each([
  ['a', 'signalingState', 'stable', 'n'],
  ['a', 'signalingState', 'have-local-offer', 'a'],
  ['b', 'signalingState', 'have-remote-pranswer', 'b'],
  ['b', 'signalingState', 'closed', 'n'],
  ['a', 'iceGatheringState', 'gathering', 'w'],
  ['a', 'iceGatheringState', 'complete', 'ok'],
  ['a', 'iceConnectionState', 'checking', 'w'],
  ['a', 'iceConnectionState', 'completed', 'ok'],
  ['a', 'iceConnectionState', 'disconnected', 'bad'],
  ['a', 'dtlsState', 'failed', 'bad'],
  ['a', 'connectionState', 'connecting', 'w'],
  ['a', 'connectionState', 'closed', 'n'],
  ['a', 'connectionState', '__proto__', 'n'],
] as const)('%s’s %s %s has the tone %s', (peer, attribute, value, tone) => {
  expect(toneOf(peer, attribute, value)).toBe(tone);
});
