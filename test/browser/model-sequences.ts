import type { Differing } from '#domain/known-quirks.ts';
import type { TraceEvent } from '#domain/trace.ts';
import {
  acceptAnyway,
  type Call,
  moveName,
  type Negotiation,
  newNegotiation,
  predictCall,
  withCreated,
} from '#machines/call-prediction.ts';
import { signalingStates } from '#machines/signaling.ts';
import type { CallName, Outcome } from './model-driver.ts';

/** Chance from a seed: mulberry32, a 32-bit generator; gives numbers from 0 up to, not including, 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const descriptions: CallName[] = [
  'setLocal()',
  'setLocal(offer)',
  'setLocal(answer)',
  'setLocal(pranswer)',
  'setLocal(rollback)',
  'setRemote(offer)',
  'setRemote(answer)',
  'setRemote(pranswer)',
  'setRemote(rollback)',
];

const others: CallName[] = [
  'createOffer',
  'createAnswer',
  'setLocal(offer, changed)',
  'setLocal(answer, changed)',
  'setLocal(pranswer, changed)',
  'setLocal(offer, foreign)',
  'setLocal(answer, foreign)',
  'addIceCandidate',
  'addIceCandidate(end)',
  'addIceCandidate(unknown mid)',
  'createDataChannel',
];

/** Ways into each state; a sequence begins with one of them. */
const leads: CallName[][] = [
  [],
  ['createOffer', 'setLocal(offer)'],
  ['setRemote(offer)', 'createAnswer'],
  ['setRemote(offer)', 'createAnswer', 'setLocal(pranswer)'],
  ['setLocal()', 'setRemote(pranswer)'],
  ['setLocal()', 'setRemote(answer)'],
];

/** A sequence of 6 to 10 calls, legal and illegal; one in eight closes the connection before its last two calls. */
export function randomSequence(seed: number): CallName[] {
  const chance = seeded(seed);
  const below = (count: number) => Math.floor(chance() * count);
  const pick = (names: CallName[]) => names[below(names.length)] ?? 'createOffer';
  const lead = leads[below(leads.length)] ?? [];
  const rest = Array.from({ length: 6 + below(5) - lead.length }, () => {
    if (chance() < 0.2) return pick(['createOffer', 'createAnswer']);
    return pick(chance() < 0.75 ? descriptions : others);
  });
  const calls = [...lead, ...rest];
  return chance() < 0.125 ? [...calls.slice(0, -3), 'close', pick(descriptions), pick(others)] : calls;
}

/** Compares the outcomes of one sequence with the model; after a deviation the model goes on from where the browser is. */
export function deviationsOf(outcomes: readonly Outcome[]): Differing[] {
  let negotiation = newNegotiation;
  return outcomes.flatMap(({ name, call, created, error, state }) => {
    const prediction = predictCall(name.includes(',') ? withUnseenTexts(negotiation) : negotiation, call);
    const predicted = prediction.error ?? prediction.negotiation.signalingState;
    const observed = error ?? state;
    const deviation = {
      call: moveName(negotiation.signalingState, call),
      state: negotiation.signalingState,
      predicted,
    };
    if (predicted !== observed) negotiation = resumed(negotiation, call, state, error);
    else if (!error) negotiation = prediction.negotiation;
    if (created) negotiation = withCreated(negotiation, created);
    return predicted === observed && (!error || state === deviation.state) ? [] : [{ ...deviation, observed }];
  });
}

/** A text that setLocalDescription created itself is none that a test could have changed. */
function withUnseenTexts({ lastCreatedOffer, lastCreatedAnswer, ...rest }: Negotiation): Negotiation {
  return { ...rest, lastCreatedOffer: lastCreatedOffer ?? 'unseen', lastCreatedAnswer: lastCreatedAnswer ?? 'unseen' };
}

/** The negotiation after a call that the model did not foresee, in the state that the browser is in. */
function resumed(before: Negotiation, call: Call, state: string, error: string | undefined): Negotiation {
  const signalingState = signalingStates.find((each) => each === state) ?? before.signalingState;
  return error ? { ...before, signalingState } : acceptAnyway(before, call, signalingState);
}

/** The same outcomes as a trace, a second apart, so that every state has come to rest. */
export function traceOf(outcomes: readonly Outcome[]): TraceEvent[] {
  let before = 'stable';
  return outcomes.flatMap(({ call, created, error, state }, id) => {
    const base = { t: id * 1000, peer: 'a', id, method: call.method } as const;
    const changed =
      state === before ? [] : [{ ...base, type: 'state', attribute: 'signalingState', value: state } as const];
    before = state;
    return [
      { ...base, ...call, type: 'call' } as const,
      ...changed,
      error === undefined
        ? ({ ...base, type: 'result', ...(created && { description: created }) } as const)
        : ({ ...base, type: 'exception', name: error, message: '' } as const),
    ];
  });
}
