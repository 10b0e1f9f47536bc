/** What a run over one carrier came to, read from its trace. */
import { milestonesOf } from '#domain/milestones.ts';
import type { CarrierName, PeerName, SentEvent, SignalingMessage, TraceEvent } from '#domain/trace.ts';

/** One message that an end handed to the carrier. Times are in ms since A began to negotiate. */
export interface CrossedMessage {
  /** Its number in the trace. */
  message: number;
  /** Number of events up to it. */
  count: number;
  from: PeerName;
  body: SignalingMessage;
  sentAt: number;
  /** Absent until it arrives. */
  receivedAt?: number;
}

/** Times are in ms since A began to negotiate, which is when the carrier was open at both ends. */
export interface CarrierFacts {
  /** Absent in a trace that names none. */
  carrier?: CarrierName;
  /** From when the carrier was asked for until both ends had it, in ms. */
  openedIn?: number;
  messages: readonly CrossedMessage[];
  /** The answer has arrived at A. */
  answeredAt?: number;
  /** Both ends say that they are connected. */
  connectedAt?: number;
}

/** Bytes of a text in UTF-8. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** How far a run has come. */
export type Phase = 'opening' | 'agreeing' | 'connecting' | 'connected';

export function phaseOf({ messages, answeredAt, connectedAt }: CarrierFacts): Phase {
  if (connectedAt !== undefined) return 'connected';
  if (answeredAt !== undefined) return 'connecting';
  return messages.length > 0 ? 'agreeing' : 'opening';
}

/** The offer, the answer, or what else a message is. */
export const kindOf = (body: SignalingMessage): string =>
  body.kind === 'description' ? body.description.type : body.kind;

/** Reads the facts off a trace, of which more may be to come. */
export function factsOf(events: readonly TraceEvent[]): CarrierFacts {
  const began = events.find(({ type }) => type === 'call')?.t ?? 0;
  const messages = messagesOf(events, began);
  const answer = messages.find(({ body, from }) => from === 'b' && kindOf(body) === 'answer');
  const connected = milestonesOf(events).find(({ key }) => key === 'connected');
  return {
    ...carrierOf(events),
    messages,
    ...(answer?.receivedAt === undefined ? {} : { answeredAt: answer.receivedAt }),
    ...(connected ? { connectedAt: connected.t - began } : {}),
  };
}

function carrierOf(events: readonly TraceEvent[]): Pick<CarrierFacts, 'carrier' | 'openedIn'> {
  const opened = events.filter((event) => event.type === 'carrier').filter(({ state }) => state === 'open');
  const [first] = opened;
  if (!first) return {};
  const last = opened.find(({ peer }) => peer !== first.peer);
  return { carrier: first.carrier, ...(last ? { openedIn: last.t } : {}) };
}

function messagesOf(events: readonly TraceEvent[], began: number): CrossedMessage[] {
  const arrived = new Map<number, number>();
  for (const event of events) if (event.type === 'received') arrived.set(event.message, event.t - began);
  const isSent = (event: TraceEvent): event is SentEvent => event.type === 'sent';
  return events.flatMap((event, index) => {
    if (!isSent(event) || event.body.kind === 'hello') return [];
    const { message, peer: from, body, t } = event;
    const receivedAt = arrived.get(message);
    const crossed = { message, count: index + 1, from, body, sentAt: t - began };
    return [receivedAt === undefined ? crossed : { ...crossed, receivedAt }];
  });
}

/** The middle one of some numbers, or the mean of the two in the middle; undefined where there is none. */
export function median(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((one, two) => one - two);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
