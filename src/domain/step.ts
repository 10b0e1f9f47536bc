/** The steps of a negotiation: what an application does, one call or one message at a time, and the line of code that does it. */
import type { CallEvent, ExceptionEvent, PeerName, ResultEvent, TraceEvent } from './trace.ts';

/** One thing an application does. `send(…)` hands a message to signaling; the others are calls on its RTCPeerConnection. */
export type StepKind =
  | 'createDataChannel'
  | 'addTrack(audio)'
  | 'addTrack(video)'
  | 'addTransceiver'
  | 'createOffer'
  | 'createAnswer'
  | 'setLocal(offer)'
  | 'setLocal(answer)'
  | 'setLocal(pranswer)'
  | 'setLocal(rollback)'
  | 'setLocal(implicit)'
  | 'setRemote(offer)'
  | 'setRemote(answer)'
  | 'setRemote(pranswer)'
  | 'setRemote(rollback)'
  | 'send(offer)'
  | 'send(answer)'
  | 'send(pranswer)'
  | 'sendGathered(offer)'
  | 'sendGathered(answer)'
  | 'addIceCandidate'
  | 'endOfCandidates'
  | 'restartIce'
  | 'close';

export interface Step {
  peer: PeerName;
  kind: StepKind;
  /** Label of the data channel that createDataChannel makes. */
  label?: string;
}

function kindOfCall({ method, argument }: CallEvent): StepKind {
  switch (method) {
    case 'addTrack':
      return argument?.label === 'audio' ? 'addTrack(audio)' : 'addTrack(video)';
    case 'setLocalDescription':
      return `setLocal(${argument?.description?.type ?? 'implicit'})`;
    case 'setRemoteDescription':
      return `setRemote(${argument?.description?.type ?? 'offer'})`;
    case 'addIceCandidate':
      return argument?.candidate ? 'addIceCandidate' : 'endOfCandidates';
    default:
      return method;
  }
}

/** The step that an event is, or undefined: candidates are sent by an event handler, not by a step. */
export function stepOf(event: TraceEvent): Step | undefined {
  if (event.type === 'call') {
    const step = { peer: event.peer, kind: kindOfCall(event) };
    const label = event.method === 'createDataChannel' ? event.argument?.label : undefined;
    return label === undefined ? step : { ...step, label: cut(label) };
  }
  if (event.type !== 'sent' || event.body.kind !== 'description') return undefined;
  const { type, sdp } = event.body.description;
  if (type === 'rollback') return undefined;
  const gathered = type !== 'pranswer' && sdp.includes('\na=candidate:');
  return { peer: event.peer, kind: gathered ? `sendGathered(${type})` : `send(${type})` };
}

/** Longest name that is shown, in characters: a trace may come from anywhere. */
const longest = 40;

/** A name from a trace, no longer than a picture can hold. */
export const cut = (name: string): string => (name.length > longest ? `${name.slice(0, longest - 1)}…` : name);

/** How a call ended: its result or exception, among the events from its own up to a moment; undefined while it runs. */
export function outcomeOf(
  events: readonly TraceEvent[],
  call: CallEvent,
  from: number,
  to: number,
): ResultEvent | ExceptionEvent | undefined {
  for (let index = from; index < Math.min(to, events.length); index += 1) {
    const event = events[index];
    if ((event?.type === 'result' || event?.type === 'exception') && event.id === call.id) return event;
  }
  return undefined;
}

/** A step as the line of code that takes it: `await a.setLocalDescription(offer)`. */
export function codeOf({ peer, kind, label = '' }: Step): string {
  const [name = kind, argument] = kind.replace(')', '').split('(');
  switch (name) {
    case 'createDataChannel':
      return `${peer}.createDataChannel('${label}')`;
    case 'addTrack':
      return `${peer}.addTrack(${argument}Track, stream)`;
    case 'createOffer':
      return `const offer = await ${peer}.createOffer()`;
    case 'createAnswer':
      return `const answer = await ${peer}.createAnswer()`;
    case 'setLocal':
      return `await ${peer}.setLocalDescription(${codeOfDescription(argument)})`;
    case 'setRemote':
      return `await ${peer}.setRemoteDescription(${codeOfDescription(argument)})`;
    case 'send':
      return `signaling.send(${argument})`;
    case 'sendGathered':
      return `signaling.send(${peer}.localDescription)`;
    case 'addIceCandidate':
      return `await ${peer}.addIceCandidate(candidate)`;
    case 'endOfCandidates':
      return `await ${peer}.addIceCandidate(null)`;
    default:
      return `${peer}.${name}()`;
  }
}

function codeOfDescription(type = ''): string {
  if (type === 'implicit') return '';
  return type === 'rollback' ? "{ type: 'rollback' }" : type;
}
