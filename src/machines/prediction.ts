import type { ExceptionEvent, PeerName, ResultEvent, StateEvent, TraceEvent } from '#domain/trace.ts';
import {
  acceptAnyway,
  type Call,
  isTextKnown,
  moveName,
  type Negotiation,
  newNegotiation,
  predictCall,
  withCreated,
} from './call-prediction.ts';
import { type DtlsTransportState, dtlsTransportStates } from './dtls-transport.ts';
import { type IceConnectionState, iceConnectionStates } from './ice-connection.ts';
import { combineConnectionState } from './peer-connection.ts';
import { type SignalingState, signalingStates } from './signaling.ts';

/** Where a browser did other than the machines: `setLocal(answer)` in `stable` was to be an InvalidStateError and was not. */
export interface Difference {
  /** Position in the trace of the event that shows it. */
  eventIndex: number;
  peer: PeerName;
  /** `setLocal(answer)`, `createOffer`, or `connectionState` for the state that follows from ICE and DTLS. */
  call: string;
  /** The signaling state before the call. */
  state: SignalingState;
  /** A state, or the name of an exception. */
  predicted: string;
  observed: string;
}

/** Takes a trace event by event; each answer holds the differences that became certain with it. */
export interface Predictor {
  /** Constant time, whatever the length of the trace. */
  feed(event: TraceEvent): Difference[];
  /** Nothing more will come: what is still awaited differs. */
  end(): Difference[];
}

/** Milliseconds of the trace within which states that change together arrive, each by its own event. */
const together = 250;

/** The exceptions that the machines judge; by the others a browser refuses the text of a description or an argument. */
const judged = ['InvalidStateError', 'InvalidModificationError', 'NotSupportedError'];

type Found = Omit<Difference, 'peer'>;

interface Peer {
  negotiation: Negotiation;
  /** The signalingState that the browser reported last. */
  reported: SignalingState;
  calls: Map<number, Call>;
  /** A signalingState that is to be reported. */
  awaited?: { found: Omit<Found, 'observed'>; t: number } | undefined;
  ice: IceConnectionState;
  dtls?: DtlsTransportState;
  connection: string;
  /** The last change of a state that connectionState has to agree with. */
  changed?: { eventIndex: number; t: number } | undefined;
}

/** Compares what a trace records with what the machines predict; a browser is judged when its states have come to rest. */
export function createPredictor(): Predictor {
  const peers = new Map<PeerName, Peer>();
  let count = 0;
  const peerOf = (name: PeerName) => {
    const peer = peers.get(name) ?? newPeer();
    peers.set(name, peer);
    return peer;
  };
  const rest = (t: number) =>
    [...peers].flatMap(([name, peer]) => restOf(peer, t).map((found) => ({ ...found, peer: name })));
  return {
    feed(event) {
      const resting = rest(event.t);
      const found = take(peerOf(event.peer), event, count);
      if (event.type === 'created') peers.set(event.peer, newPeer());
      count += 1;
      return [...resting, ...found.map((each) => ({ ...each, peer: event.peer }))];
    },
    end: () => rest(Number.POSITIVE_INFINITY),
  };
}

/** All differences of a trace: `predictTrace(events).length` is 0 where the browser does as the standard says. */
export function predictTrace(events: readonly TraceEvent[]): Difference[] {
  const predictor = createPredictor();
  return [...events.flatMap((event) => predictor.feed(event)), ...predictor.end()];
}

const newPeer = (): Peer => ({
  negotiation: newNegotiation,
  reported: 'stable',
  calls: new Map(),
  ice: 'new',
  connection: 'new',
});

function take(peer: Peer, event: TraceEvent, eventIndex: number): Found[] {
  if (event.type === 'call') {
    peer.calls.set(event.id, { method: event.method, argument: event.argument });
    return event.method.startsWith('set') ? overdue(peer) : [];
  }
  if (event.type === 'result') return takeResult(peer, event, eventIndex);
  if (event.type === 'exception') return takeException(peer, event, eventIndex);
  if (event.type === 'state') takeState(peer, event, eventIndex);
  return [];
}

/** The operations chain settles calls in their order (webrtc-pc, chain an asynchronous operation), so a call is predicted as it settles. */
function takeResult(peer: Peer, event: ResultEvent, eventIndex: number): Found[] {
  const call = peer.calls.get(event.id);
  if (!call) return [];
  peer.calls.delete(event.id);
  const state = peer.negotiation.signalingState;
  const { negotiation, error } = predictCall(peer.negotiation, call);
  const found = { eventIndex, call: moveName(state, call), state };
  if (error) {
    peer.negotiation = acceptAnyway(peer.negotiation, call, peer.reported);
    return [{ ...found, predicted: error, observed: peer.reported }];
  }
  peer.negotiation = event.description ? withCreated(negotiation, event.description) : negotiation;
  if (event.method === 'close') {
    Object.assign(peer, {
      reported: 'closed',
      ice: 'closed',
      connection: 'closed',
      changed: undefined,
      awaited: undefined,
    });
  } else if (negotiation.signalingState !== peer.reported) {
    peer.awaited = { found: { ...found, predicted: negotiation.signalingState }, t: event.t };
  }
  return [];
}

function takeException(peer: Peer, event: ExceptionEvent, eventIndex: number): Found[] {
  const call = peer.calls.get(event.id);
  if (!call) return [];
  peer.calls.delete(event.id);
  const state = peer.negotiation.signalingState;
  const { negotiation, error } = predictCall(peer.negotiation, call);
  const guess = event.name === 'InvalidModificationError' && !isTextKnown(peer.negotiation, call);
  peer.negotiation = { ...peer.negotiation, signalingState: peer.reported };
  if (guess || error === event.name || (!error && !judged.includes(event.name))) return [];
  const predicted = error ?? negotiation.signalingState;
  return [{ eventIndex, call: moveName(state, call), state, predicted, observed: event.name }];
}

function takeState(peer: Peer, { attribute, value, t }: StateEvent, eventIndex: number): void {
  if (attribute === 'signalingState') {
    if (isOneOf(signalingStates, value)) peer.reported = value;
    if (peer.reported === peer.negotiation.signalingState) peer.awaited = undefined;
    return;
  }
  if (attribute === 'iceGatheringState') return;
  if (attribute === 'iceConnectionState' && isOneOf(iceConnectionStates, value)) peer.ice = value;
  if (attribute === 'dtlsState' && isOneOf(dtlsTransportStates, value)) peer.dtls = value;
  if (attribute === 'connectionState') peer.connection = value;
  peer.changed = { eventIndex, t };
}

function isOneOf<Value extends string>(values: readonly Value[], value: string): value is Value {
  return values.some((each) => each === value);
}

/** A signalingState that was predicted and not reported. */
function overdue(peer: Peer): Found[] {
  if (!peer.awaited) return [];
  const found = { ...peer.awaited.found, observed: peer.reported };
  peer.awaited = undefined;
  peer.negotiation = { ...peer.negotiation, signalingState: peer.reported };
  return [found];
}

/** What has come to rest by the time `t`, and differs. */
function restOf(peer: Peer, t: number): Found[] {
  const signaling = peer.awaited && t - peer.awaited.t >= together ? overdue(peer) : [];
  if (!peer.changed || t - peer.changed.t < together) return signaling;
  const { eventIndex } = peer.changed;
  peer.changed = undefined;
  const predicted = predictedConnection(peer);
  if (predicted === undefined || predicted === peer.connection) return signaling;
  const state = peer.negotiation.signalingState;
  return [...signaling, { eventIndex, call: 'connectionState', state, predicted, observed: peer.connection }];
}

/** The connectionState that ICE and DTLS make, or undefined where the trace has not said how DTLS is. */
function predictedConnection({ ice, dtls }: Peer): string | undefined {
  if (dtls) return combineConnectionState(ice, [dtls]);
  return ice === 'checking' || ice === 'connected' || ice === 'completed' ? undefined : combineConnectionState(ice, []);
}
