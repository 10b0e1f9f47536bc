import { describe, expect, test } from 'vitest';
import type { CandidateInit, Description, Method } from '#domain/trace.ts';
import {
  type Call,
  type CallError,
  moveName,
  type Negotiation,
  newNegotiation,
  predictCall,
  withCreated,
} from '#machines/call-prediction.ts';
import { type SignalingState, signalingStates } from '#machines/signaling.ts';
import jsep from '../fixtures/jsep-steps.json' with { type: 'json' };

const remoteSdp = 'v=0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:0\r\na=ice-ufrag:EsAw\r\n';

const description = (type: Description['type'], sdp = remoteSdp): Description => ({ type, sdp });
const setLocal = (given?: Description): Call => ({
  method: 'setLocalDescription',
  ...(given && { argument: { description: given } }),
});
const setRemote = (given: Description): Call => ({ method: 'setRemoteDescription', argument: { description: given } });

/** Makes calls one after another; each must succeed. */
function follow(...calls: Call[]): Negotiation {
  return calls.reduce((negotiation, call) => {
    const prediction = predictCall(negotiation, call);
    if (prediction.error) throw new Error(`${moveName(negotiation.signalingState, call)}: ${prediction.error}`);
    const created = call.method === 'createOffer' ? 'offer' : call.method === 'createAnswer' ? 'answer' : undefined;
    return created ? withCreated(prediction.negotiation, description(created, created)) : prediction.negotiation;
  }, newNegotiation);
}

const offer = setRemote(description('offer'));
const in_: Record<SignalingState, Negotiation> = {
  stable: newNegotiation,
  'have-local-offer': follow({ method: 'createOffer' }, setLocal(description('offer', 'offer'))),
  'have-remote-offer': follow(offer),
  'have-local-pranswer': follow(offer, { method: 'createAnswer' }, setLocal(description('pranswer', 'answer'))),
  'have-remote-pranswer': follow(setLocal(), setRemote(description('pranswer'))),
  closed: follow({ method: 'close' }),
};
describe('calls that need a state', () => {
  const allowed: Partial<Record<Method, SignalingState[]>> = {
    createOffer: ['stable', 'have-local-offer'],
    createAnswer: ['have-remote-offer', 'have-local-pranswer'],
    createDataChannel: signalingStates.filter((state) => state !== 'closed'),
    addTrack: signalingStates.filter((state) => state !== 'closed'),
    addTransceiver: signalingStates.filter((state) => state !== 'closed'),
    restartIce: [...signalingStates],
    close: [...signalingStates],
  };
  for (const method of Object.keys(allowed) as Method[]) {
    for (const state of signalingStates) {
      const error = allowed[method]?.includes(state) ? undefined : 'InvalidStateError';
      test(`${method} in ${state} is ${error ?? 'allowed'}`, () => {
        const prediction = predictCall(in_[state], { method });
        expect(prediction.error).toBe(error);
        expect(prediction.negotiation.signalingState).toBe(method === 'close' ? 'closed' : state);
      });
    }
  }
});

describe('setLocalDescription without an argument', () => {
  test.each<[SignalingState, SignalingState | CallError]>([
    ['stable', 'have-local-offer'],
    ['have-local-offer', 'have-local-offer'],
    ['have-remote-offer', 'stable'],
    ['have-local-pranswer', 'stable'],
    ['have-remote-pranswer', 'InvalidStateError'],
    ['closed', 'InvalidStateError'],
  ])('%s -> setLocal() -> %s', (state, expected) => {
    const { error, negotiation } = predictCall(in_[state], setLocal());
    expect(error ?? negotiation.signalingState).toBe(expected);
  });
});

describe('a local description that was not the last one created', () => {
  test.each(signalingStates)('in %s it is refused before the state is looked at, unless closed', (state) => {
    for (const type of ['offer', 'answer', 'pranswer'] as const) {
      const negotiation = { ...in_[state], lastCreatedOffer: 'offer', lastCreatedAnswer: 'answer' };
      const expected = state === 'closed' ? 'InvalidStateError' : 'InvalidModificationError';
      expect(predictCall(negotiation, setLocal(description(type, 'changed'))).error).toBe(expected);
    }
  });

  test('an offer created before the last one is refused', () => {
    const negotiation = withCreated(follow({ method: 'createOffer' }), description('offer', 'newer'));
    expect(predictCall(negotiation, setLocal(description('offer', 'offer'))).error).toBe('InvalidModificationError');
  });

  test('an answer that was set cannot be set again: both texts are forgotten in stable', () => {
    const negotiation = follow(offer, { method: 'createAnswer' }, setLocal(description('answer', 'answer')));
    expect(predictCall(negotiation, setLocal(description('answer', 'answer'))).error).toBe('InvalidModificationError');
  });

  test('a rollback forgets neither text', () => {
    const negotiation = follow(
      { method: 'createOffer' },
      setLocal(description('offer', 'offer')),
      setLocal(description('rollback', '')),
    );
    expect(predictCall(negotiation, setLocal(description('offer', 'offer'))).negotiation.signalingState).toBe(
      'have-local-offer',
    );
  });

  test('an offer that setLocalDescription made itself can be any text', () => {
    expect(
      predictCall(follow(setLocal()), setLocal(description('offer', 'seen in localDescription'))).error,
    ).toBeUndefined();
  });
});

describe('rollback', () => {
  test.each<[SignalingState, SignalingState | CallError]>([
    ['stable', 'InvalidStateError'],
    ['have-local-offer', 'stable'],
    ['have-remote-offer', 'stable'],
    ['have-local-pranswer', 'InvalidStateError'],
    ['have-remote-pranswer', 'InvalidStateError'],
    ['closed', 'InvalidStateError'],
  ])('%s -> rollback, by either method -> %s', (state, expected) => {
    for (const call of [setLocal(description('rollback', '')), setRemote(description('rollback', ''))]) {
      const { error, negotiation } = predictCall(in_[state], call);
      expect(error ?? negotiation.signalingState).toBe(expected);
    }
  });

  test('a remote offer rolls back a local one, but not a provisional answer', () => {
    expect(predictCall(in_['have-local-offer'], offer).negotiation.signalingState).toBe('have-remote-offer');
    expect(predictCall(in_['have-local-pranswer'], offer).error).toBe('InvalidStateError');
    expect(predictCall(in_['have-remote-pranswer'], offer).error).toBe('InvalidStateError');
  });
});

describe('addIceCandidate', () => {
  const host = 'candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host';
  const candidate = (part: Partial<CandidateInit> = {}): Call => ({
    method: 'addIceCandidate',
    argument: { candidate: { candidate: host, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null, ...part } },
  });
  const end: Call = { method: 'addIceCandidate', argument: { candidate: null } };

  test.each<[string, SignalingState, Call, CallError | undefined]>([
    ['a candidate before a remote description', 'stable', candidate(), 'InvalidStateError'],
    ['a candidate with only a local offer', 'have-local-offer', candidate(), 'InvalidStateError'],
    ['a candidate with a remote offer', 'have-remote-offer', candidate(), undefined],
    ['a candidate after a provisional answer', 'have-remote-pranswer', candidate(), undefined],
    ['the end of candidates with a remote offer', 'have-remote-offer', end, undefined],
    ['the end of candidates before a remote description', 'stable', end, 'InvalidStateError'],
    ['a candidate of the generation', 'have-remote-offer', candidate({ usernameFragment: 'EsAw' }), undefined],
    [
      'a candidate of another generation',
      'have-remote-offer',
      candidate({ usernameFragment: 'old' }),
      'OperationError',
    ],
    ['a candidate for no media description', 'have-remote-offer', candidate({ sdpMid: '7' }), 'OperationError'],
    ['an index past the last', 'have-remote-offer', candidate({ sdpMid: null, sdpMLineIndex: 1 }), 'OperationError'],
    ['a candidate without a place', 'have-remote-offer', candidate({ sdpMid: null, sdpMLineIndex: null }), 'TypeError'],
    ['a candidate after close', 'closed', candidate(), 'InvalidStateError'],
  ])('%s, in %s', (_, state, call, error) => {
    expect(predictCall(in_[state], call).error).toBe(error);
  });

  test('the remote description stays when the negotiation is complete, and goes with a rollback', () => {
    const answered = follow(offer, setLocal());
    expect(predictCall(answered, candidate()).error).toBeUndefined();
    expect(predictCall(follow(offer, setRemote(description('rollback', ''))), candidate()).error).toBe(
      'InvalidStateError',
    );
  });
});

describe('the examples of RFC 9429', () => {
  test('each call succeeds and leaves the state that the RFC names', () => {
    const peers = new Map<string, Negotiation>();
    for (const step of jsep.steps) {
      const key = `${step.example}, ${step.endpoint}`;
      const given = step.type as 'offer' | 'answer' | undefined;
      const sdp = step.method === 'setLocalDescription' ? String(given) : remoteSdp;
      const argument = given ? { description: description(given, sdp) } : {};
      const before = peers.get(key) ?? newNegotiation;
      const { negotiation, error } = predictCall(before, { method: step.method as Method, argument });
      expect(error, `${key}: ${step.method}`).toBeUndefined();
      if (step.signalingState) expect(negotiation.signalingState, key).toBe(step.signalingState);
      const created = step.method === 'createOffer' ? 'offer' : step.method === 'createAnswer' ? 'answer' : undefined;
      peers.set(key, created ? withCreated(negotiation, description(created, created)) : negotiation);
    }
    expect([...peers.values()].map((each) => each.signalingState)).toEqual(['stable', 'stable', 'stable', 'stable']);
  });
});
