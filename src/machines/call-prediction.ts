import { candidateError } from '#domain/negotiation-rules.ts';
import type { CallArgument, Description, Method } from '#domain/trace.ts';
import { nextSignalingState, type SdpType, type SignalingState } from './signaling.ts';

/** The exceptions that the state of a negotiation decides; a refusal of the text of a description is not among them. */
export type CallError = 'InvalidStateError' | 'InvalidModificationError' | 'OperationError' | 'TypeError';

/** The slots of an RTCPeerConnection on which the fate of the next call depends (webrtc-pc, RTCPeerConnection constructor). */
export interface Negotiation {
  signalingState: SignalingState;
  /** [[LastCreatedOffer]]; null when setLocalDescription made it implicitly and nobody has seen its text. */
  lastCreatedOffer: string | null;
  /** [[LastCreatedAnswer]]; null as above. */
  lastCreatedAnswer: string | null;
  /** Text of [[PendingRemoteDescription]]. */
  pendingRemote: string | null;
  /** Text of [[CurrentRemoteDescription]]. */
  currentRemote: string | null;
}

/** A call as the trace records it: `{ method: 'setLocalDescription', argument: { description } }`. */
export interface Call {
  method: Method;
  argument?: CallArgument | undefined;
}

/** What becomes of a call: the negotiation after it, and the exception if it is refused. */
export interface Prediction {
  negotiation: Negotiation;
  error?: CallError;
}

/** A connection just constructed. */
export const newNegotiation: Negotiation = {
  signalingState: 'stable',
  lastCreatedOffer: '',
  lastCreatedAnswer: '',
  pendingRemote: null,
  currentRemote: null,
};

/** The type that setLocalDescription() without one means in this state (webrtc-pc, setLocalDescription). */
export function implicitType(state: SignalingState): 'offer' | 'answer' {
  return state === 'stable' || state === 'have-local-offer' || state === 'have-remote-pranswer' ? 'offer' : 'answer';
}

/** Names a call as the signaling machine does, `setLocal(offer)`, and the other calls by their method. */
export function moveName(state: SignalingState, { method, argument }: Call): string {
  const type = argument?.description?.type ?? implicitType(state);
  if (method === 'setLocalDescription') return `setLocal(${type})`;
  return method === 'setRemoteDescription' ? `setRemote(${type})` : method;
}

/**
 * What the methods of RTCPeerConnection do in webrtc-pc: `predictCall(newNegotiation, { method: 'createAnswer' }).error` is
 * `InvalidStateError`.
 *
 * The calls made before it count as settled, and the text of a description as acceptable.
 */
export function predictCall(negotiation: Negotiation, call: Call): Prediction {
  const { signalingState } = negotiation;
  const refused: Prediction = { negotiation, error: 'InvalidStateError' };
  if (call.method === 'close') return { negotiation: { ...negotiation, signalingState: 'closed' } };
  if (call.method === 'restartIce') return { negotiation };
  if (call.method === 'addIceCandidate') return predictCandidate(negotiation, call.argument?.candidate ?? null);
  if (signalingState === 'closed') return refused;
  switch (call.method) {
    case 'createOffer':
      return signalingState === 'stable' || signalingState === 'have-local-offer' ? { negotiation } : refused;
    case 'createAnswer':
      return signalingState === 'have-remote-offer' || signalingState === 'have-local-pranswer'
        ? { negotiation }
        : refused;
    case 'setLocalDescription':
      return predictSetLocal(negotiation, call.argument?.description);
    case 'setRemoteDescription':
      return predictSetRemote(negotiation, call.argument?.description);
    default:
      return { negotiation };
  }
}

/** The slots after createOffer or createAnswer gave a description. */
export function withCreated(negotiation: Negotiation, created: Description): Negotiation {
  return created.type === 'offer'
    ? { ...negotiation, lastCreatedOffer: created.sdp }
    : { ...negotiation, lastCreatedAnswer: created.sdp };
}

/** Whether a local text can be compared with the one last created; not when setLocalDescription made that one itself. */
export function isTextKnown(negotiation: Negotiation, { method, argument }: Call): boolean {
  const description = argument?.description;
  if (method !== 'setLocalDescription' || !description?.sdp) return true;
  return negotiation[description.type === 'offer' ? 'lastCreatedOffer' : 'lastCreatedAnswer'] !== null;
}

/** The negotiation after a call that the standard refuses and a browser has accepted, which left it in `state`. */
export function acceptAnyway(negotiation: Negotiation, call: Call, state: SignalingState): Negotiation {
  const { lastCreatedOffer, lastCreatedAnswer } = negotiation;
  const lenient = { ...negotiation, lastCreatedOffer: null, lastCreatedAnswer: null };
  const after = predictCall(lenient, call).negotiation;
  return {
    ...after,
    signalingState: state,
    lastCreatedOffer: after.lastCreatedOffer ?? lastCreatedOffer,
    lastCreatedAnswer: after.lastCreatedAnswer ?? lastCreatedAnswer,
  };
}

function predictSetLocal(negotiation: Negotiation, description: Description | undefined): Prediction {
  const type = description?.type ?? implicitType(negotiation.signalingState);
  const sdp = description?.sdp ?? '';
  const slot = type === 'offer' ? 'lastCreatedOffer' : 'lastCreatedAnswer';
  const last = negotiation[slot];
  if (type !== 'rollback' && sdp !== '' && last !== null && sdp !== last) {
    return { negotiation, error: 'InvalidModificationError' };
  }
  const created = type !== 'rollback' && sdp === '' ? { ...negotiation, [slot]: null } : negotiation;
  const prediction = applyDescription(created, 'setLocal', type, sdp);
  return prediction.error ? { negotiation, error: prediction.error } : prediction;
}

function predictSetRemote(negotiation: Negotiation, description: Description | undefined): Prediction {
  if (!description) return { negotiation, error: 'TypeError' };
  return applyDescription(negotiation, 'setRemote', description.type, description.sdp);
}

/** Sets a session description (webrtc-pc, set the session description) once the method has let it through. */
function applyDescription(before: Negotiation, end: 'setLocal' | 'setRemote', type: SdpType, sdp: string): Prediction {
  const signalingState = nextSignalingState(before.signalingState, `${end}(${type})`);
  if (!signalingState) return { negotiation: before, error: 'InvalidStateError' };
  const after = { ...before, signalingState };
  if (type === 'rollback') return { negotiation: { ...after, pendingRemote: null } };
  if (type !== 'answer') return { negotiation: end === 'setRemote' ? { ...after, pendingRemote: sdp } : after };
  const currentRemote = end === 'setRemote' ? sdp : before.pendingRemote;
  return { negotiation: { ...after, currentRemote, pendingRemote: null, lastCreatedOffer: '', lastCreatedAnswer: '' } };
}

function predictCandidate(
  negotiation: Negotiation,
  candidate: NonNullable<CallArgument['candidate']> | null,
): Prediction {
  const { pendingRemote, currentRemote, signalingState } = negotiation;
  if (candidate?.candidate && candidate.sdpMid === null && candidate.sdpMLineIndex === null) {
    return { negotiation, error: 'TypeError' };
  }
  const remote = [pendingRemote, currentRemote].filter((sdp) => sdp !== null);
  if (signalingState === 'closed' || remote.length === 0) return { negotiation, error: 'InvalidStateError' };
  const error = candidate ? candidateError(candidate, remote) : undefined;
  return error ? { negotiation, error } : { negotiation };
}
