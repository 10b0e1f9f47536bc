import { describe, expect, test } from 'vitest';
import { codeOf, outcomeOf, type Step, type StepKind, stepOf } from '#domain/step.ts';
import type { CallEvent, Description, Method, TraceEvent } from '#domain/trace.ts';
import { markup, randomTrace, recordedEvents, seeds } from '../traces.ts';

const call = (method: Method, argument?: CallEvent['argument']): CallEvent => ({
  t: 0,
  peer: 'a',
  type: 'call',
  id: 1,
  method,
  ...(argument && { argument }),
});
const sent = (description: Description): TraceEvent => ({
  t: 0,
  peer: 'a',
  type: 'sent',
  message: 1,
  body: { kind: 'description', description },
});
const candidate = { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null };
const gathered = 'v=0\r\na=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n';

describe('the step that an event is', () => {
  test.each<[TraceEvent, StepKind]>([
    [call('createDataChannel', { label: 'chat' }), 'createDataChannel'],
    [call('addTrack', { label: 'audio' }), 'addTrack(audio)'],
    [call('addTrack', { label: 'video' }), 'addTrack(video)'],
    [call('addTransceiver'), 'addTransceiver'],
    [call('createOffer'), 'createOffer'],
    [call('createAnswer'), 'createAnswer'],
    [call('setLocalDescription'), 'setLocal(implicit)'],
    [call('setLocalDescription', { description: { type: 'pranswer', sdp: '' } }), 'setLocal(pranswer)'],
    [call('setLocalDescription', { description: { type: 'rollback', sdp: '' } }), 'setLocal(rollback)'],
    [call('setRemoteDescription', { description: { type: 'answer', sdp: '' } }), 'setRemote(answer)'],
    [call('addIceCandidate', { candidate }), 'addIceCandidate'],
    [call('addIceCandidate', { candidate: null }), 'endOfCandidates'],
    [call('addIceCandidate'), 'endOfCandidates'],
    [call('restartIce'), 'restartIce'],
    [call('close'), 'close'],
    [sent({ type: 'offer', sdp: 'v=0\r\n' }), 'send(offer)'],
    [sent({ type: 'offer', sdp: gathered }), 'sendGathered(offer)'],
    [sent({ type: 'answer', sdp: gathered }), 'sendGathered(answer)'],
    [sent({ type: 'pranswer', sdp: gathered }), 'send(pranswer)'],
  ])('%j is one', (event, kind) => {
    expect(stepOf(event)).toMatchObject({ peer: 'a', kind });
  });

  test('a candidate on its way, and what the browser does by itself, are none', () => {
    const message: TraceEvent = { t: 0, peer: 'a', type: 'sent', message: 1, body: { kind: 'candidate', candidate } };
    const fired: TraceEvent = { t: 0, peer: 'a', type: 'fired', event: 'negotiationneeded' };
    expect([message, fired, sent({ type: 'rollback', sdp: '' })].map(stepOf)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('the recorded run is the script of a data channel, trickled', () => {
    const stepped = recordedEvents.filter((event) => 'step' in event && event.step !== undefined);
    const script = stepped.filter((event) => event.type !== 'call' || event.method !== 'addIceCandidate');
    expect(script.map(stepOf).map((step) => step && `${step.peer} ${step.kind}`)).toEqual([
      'a createDataChannel',
      'a createOffer',
      'a setLocal(offer)',
      'a send(offer)',
      'b setRemote(offer)',
      'b createAnswer',
      'b setLocal(answer)',
      'b send(answer)',
      'a setRemote(answer)',
    ]);
  });
});

describe('the code of a step', () => {
  test.each<[StepKind, string]>([
    ['createDataChannel', "a.createDataChannel('chat')"],
    ['addTrack(audio)', 'a.addTrack(audioTrack, stream)'],
    ['addTransceiver', 'a.addTransceiver()'],
    ['createOffer', 'const offer = await a.createOffer()'],
    ['createAnswer', 'const answer = await a.createAnswer()'],
    ['setLocal(offer)', 'await a.setLocalDescription(offer)'],
    ['setLocal(implicit)', 'await a.setLocalDescription()'],
    ['setLocal(rollback)', "await a.setLocalDescription({ type: 'rollback' })"],
    ['setRemote(pranswer)', 'await a.setRemoteDescription(pranswer)'],
    ['send(offer)', 'signaling.send(offer)'],
    ['sendGathered(answer)', 'signaling.send(a.localDescription)'],
    ['addIceCandidate', 'await a.addIceCandidate(candidate)'],
    ['endOfCandidates', 'await a.addIceCandidate(null)'],
    ['restartIce', 'a.restartIce()'],
    ['close', 'a.close()'],
  ])('%s is %s', (kind, code) => {
    expect(codeOf({ peer: 'a', kind, label: 'chat' })).toBe(code);
  });

  test.each(seeds(10))('is never long, whatever the trace calls its channel (seed %i)', (seed) => {
    const steps = randomTrace(seed, 200, markup.repeat(100))
      .map(stepOf)
      .filter((step): step is Step => step !== undefined);
    expect(Math.max(...steps.map((step) => codeOf(step).length))).toBeLessThan(80);
  });
});

describe('how a call ended', () => {
  const result: TraceEvent = { t: 0, peer: 'a', type: 'result', id: 1, method: 'createOffer' };
  const events = [call('createOffer'), { ...result, id: 2 }, result];

  test('is told by the event of its number', () => {
    expect(outcomeOf(events, call('createOffer'), 0, 3)).toBe(result);
  });

  test('is not known before that event', () => {
    expect(outcomeOf(events, call('createOffer'), 0, 2)).toBeUndefined();
  });

  test('is not known of a call that never ended', () => {
    expect(outcomeOf(events.slice(0, 2), call('createOffer'), 0, 1e9)).toBeUndefined();
  });
});
