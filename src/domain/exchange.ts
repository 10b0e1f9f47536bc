/** One exchange of offer and answer, as a trace holds it. */
import type { Description, TraceEvent } from './trace.ts';

/** The texts of an exchange; what the trace does not hold is undefined. */
export interface Exchange {
  /** As createOffer gave it. */
  readonly offer: string | undefined;
  /** The offer as it was handed over, where its text had grown by then: with the candidates gathered meanwhile. */
  readonly gathered: string | undefined;
  /** As createAnswer gave it. */
  readonly answer: string | undefined;
}

/** What createOffer or createAnswer gave, or what a setLocalDescription without an argument made. */
function written(event: TraceEvent): Description | undefined {
  if (event.type !== 'result') return undefined;
  return event.description ?? (event.method === 'setLocalDescription' ? (event.applied ?? undefined) : undefined);
}

/** What one application sent, or the other gave to setRemoteDescription. */
function handedOver(event: TraceEvent): Description | undefined {
  if (event.type === 'sent') return event.body.kind === 'description' ? event.body.description : undefined;
  return event.type === 'call' && event.method === 'setRemoteDescription' ? event.argument?.description : undefined;
}

/** The first answer of a trace and the offer that it answers; in a trace without an answer, the last offer. */
export function exchangeOf(events: readonly TraceEvent[]): Exchange {
  const answered = events.findIndex((event) => written(event)?.type === 'answer');
  const answer = events[answered];
  const before = answer ? events.slice(0, answered) : events;
  const isOffer = (event: TraceEvent): boolean => written(event)?.type === 'offer' && event.peer !== answer?.peer;
  const created = before.findLastIndex((event) => isOffer(event) && 'description' in event);
  const offered = created < 0 ? before.findLastIndex(isOffer) : created;
  const offer = before[offered] && written(before[offered])?.sdp;
  const offers = before.slice(offered + 1).flatMap((event) => {
    const handed = handedOver(event);
    return handed?.type === 'offer' && handed.sdp !== offer ? [handed.sdp] : [];
  });
  return {
    offer,
    gathered: offer === undefined ? undefined : offers.at(-1),
    answer: answer && written(answer)?.sdp,
  };
}
