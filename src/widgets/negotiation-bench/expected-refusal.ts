import type { Step } from '#domain/step.ts';
import type { Description, Method } from '#domain/trace.ts';
import type { PeerSnapshot } from '#domain/trace-index.ts';
import { type Call, type Negotiation, newNegotiation, predictCall } from '#machines/call-prediction.ts';
import { signalingStates } from '#machines/signaling.ts';

const methods: Readonly<Record<string, Method>> = {
  createDataChannel: 'createDataChannel',
  addTrack: 'addTrack',
  createOffer: 'createOffer',
  createAnswer: 'createAnswer',
  setLocal: 'setLocalDescription',
  setRemote: 'setRemoteDescription',
};
const types: readonly Description['type'][] = ['offer', 'answer', 'pranswer', 'rollback'];

function callOf({ kind }: Step): Call | undefined {
  const [name = '', inside] = kind.replace(')', '').split('(');
  const method = methods[name];
  const type = types.find((each) => each === inside);
  if (!method) return undefined;
  return type ? { method, argument: { description: { type, sdp: '' } } } : { method };
}

/** The exception by which the standard has the next call refused, as `InvalidStateError`; undefined where it lets it through. */
export function expectedRefusal(step: Step, peer: PeerSnapshot): string | undefined {
  const call = callOf(step);
  const signalingState = signalingStates.find((state) => state === peer.signalingState);
  if (!call || !signalingState) return undefined;
  // the texts are those that were made and sent, so only the state decides
  const negotiation: Negotiation = {
    ...newNegotiation,
    signalingState,
    lastCreatedOffer: null,
    lastCreatedAnswer: null,
  };
  return predictCall(negotiation, call).error;
}
