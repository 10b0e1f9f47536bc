/** Which call an end makes next, read from what both have done: the other tab's plan is not told, but it has only one way on. */
import { type Step, type StepKind, stepOf } from '#domain/step.ts';
import type { PeerName, TraceEvent } from '#domain/trace.ts';
import { otherEnd } from './exchange-picture.ts';

/** A description that was sent, and by whom. */
interface SentDescription {
  from: PeerName;
  type: 'offer' | 'answer';
  index: number;
  hasVideo: boolean;
  gathered: boolean;
}

/** The description that was sent last. */
export function lastDescription(events: readonly TraceEvent[]): SentDescription | undefined {
  const index = events.findLastIndex((event) => event.type === 'sent' && event.body.kind === 'description');
  const event = events[index];
  if (event?.type !== 'sent' || event.body.kind !== 'description') return undefined;
  const { type, sdp } = event.body.description;
  if (type !== 'offer' && type !== 'answer') return undefined;
  return { from: event.peer, type, index, hasVideo: /^m=video /m.test(sdp), gathered: /^a=candidate:/m.test(sdp) };
}

function kindsOf(events: readonly TraceEvent[], peer: PeerName, from: number): StepKind[] {
  return events.slice(from).flatMap((event) => {
    const step = event.peer === peer ? stepOf(event) : undefined;
    return step ? [step.kind] : [];
  });
}

/** The calls of who answers an offer, in order. */
function answering({ hasVideo, gathered }: SentDescription, first: boolean): StepKind[] {
  return [
    'setRemote(offer)',
    ...(hasVideo && first ? (['addTrack(video)'] as const) : []),
    'createAnswer',
    'setLocal(answer)',
    gathered ? 'sendGathered(answer)' : 'send(answer)',
  ];
}

const offering: Readonly<Partial<Record<StepKind, StepKind>>> = {
  'addTrack(video)': 'createOffer',
  restartIce: 'createOffer',
  createOffer: 'setLocal(offer)',
  'setLocal(offer)': 'send(offer)',
};

/** Whether candidates have arrived at an end that it has not yet handed to its ICE agent. */
function hasCandidates(events: readonly TraceEvent[], peer: PeerName): boolean {
  const arrived = new Set(
    events.flatMap((event) => (event.type === 'received' && event.peer === peer ? [event.message] : [])),
  );
  const told = events.filter(
    (event) => event.type === 'sent' && /candidate/.test(event.body.kind) && arrived.has(event.message),
  );
  const used = events.filter(
    (event) => event.type === 'call' && event.peer === peer && event.method === 'addIceCandidate',
  );
  return told.length > used.length;
}

/** The next call of an end after these events; undefined where it has none to make, or where it cannot be known. */
export function nextCall(events: readonly TraceEvent[], peer: PeerName): Step | undefined {
  const last = lastDescription(events);
  const kind = last ? kindAfter(events, peer, last) : kindBefore(events, peer);
  return kind && { peer, kind, ...(kind === 'createDataChannel' ? { label: 'chat' } : {}) };
}

/** Before any description was sent: A makes the first. */
function kindBefore(events: readonly TraceEvent[], peer: PeerName): StepKind | undefined {
  const done = kindsOf(events, peer, 0);
  const last = done.at(-1);
  if (peer === 'a' && done.length === 0) return 'createDataChannel';
  return last && offering[last];
}

function kindAfter(events: readonly TraceEvent[], peer: PeerName, last: SentDescription): StepKind | undefined {
  const done = kindsOf(events, peer, last.index + 1);
  const isFirst = !kindsOf(events, peer, 0).includes('addTrack(video)') || done.includes('addTrack(video)');
  if (last.type === 'offer' && last.from === otherEnd(peer)) {
    return answering(last, isFirst).find((kind) => !done.includes(kind));
  }
  if (last.type === 'answer' && last.from === otherEnd(peer) && !done.includes('setRemote(answer)'))
    return 'setRemote(answer)';
  const making = offering[done.at(-1) ?? 'close'];
  return making ?? (hasCandidates(events, peer) ? 'addIceCandidate' : undefined);
}
