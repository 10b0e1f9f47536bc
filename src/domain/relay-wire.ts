/**
 * What a page and its STUN and TURN server say to each other beside the packets: the page who it is and what it wishes, the server
 * what it saw. Each message is JSON; times are milliseconds of the clock of who says them.
 */
import { type Fields, isRecord, nullable, number, text, wrongField } from './checks.ts';
import type { Impairment, ImpairmentEvent, PacketEvent, RelayEvent } from './path-events.ts';
import { pathFields } from './path-fields.ts';

/** An event as the server tells it: it knows nothing of the trace's clock nor of its ends. */
type Told<Event> = Omit<Event, 't' | 'peer' | 'heard'>;

/** How long a STUN server takes to answer a Binding request, in ms. */
export type AnswerAfter = number | 'never';

/** What a page says: first of all who it is, by the credential that the site handed it. */
export type PageMessage =
  | { type: 'open'; username: string; credential: string }
  | { type: 'ping'; sent: number }
  | ({ type: 'impair' } & Impairment)
  | { type: 'answer-stun'; after: AnswerAfter }
  /** How many allocations this page may hold at once; null: as many as any. */
  | { type: 'quota'; allocations: number | null };

/** What the server says: first of all the port, UDP and TCP, that is this page's own. */
export type ServerMessage =
  | { type: 'opened'; port: number }
  | { type: 'pong'; sent: number; received: number; answered: number }
  | Told<PacketEvent>
  | Told<RelayEvent>
  | Told<ImpairmentEvent>;

const fieldsOfPage: Readonly<Record<PageMessage['type'], Fields>> = {
  open: { username: text, credential: text },
  ping: { sent: number },
  impair: pathFields.impairment,
  'answer-stun': { after: (value) => number(value) || value === 'never' },
  quota: { allocations: nullable(number) },
};

const fieldsOfServer: Readonly<Record<ServerMessage['type'], Fields>> = {
  opened: { port: number },
  pong: { sent: number, received: number, answered: number },
  packet: pathFields.packet,
  relay: pathFields.relay,
  impairment: pathFields.impairment,
};

/** Reads `{"type":"ping","sent":12.5}`; undefined where it is nothing that a page says. */
export function parsePageMessage(json: string): PageMessage | undefined {
  const value = parsed(json);
  return isOneOf<PageMessage>(value, fieldsOfPage) ? value : undefined;
}

/** Reads `{"type":"opened","port":49152}`; undefined where it is nothing that the server says. */
export function parseServerMessage(json: string): ServerMessage | undefined {
  const value = parsed(json);
  return isOneOf<ServerMessage>(value, fieldsOfServer) ? value : undefined;
}

function isOneOf<Message extends { type: string }>(
  value: unknown,
  fieldsOf: Readonly<Record<Message['type'], Fields>>,
): value is Message {
  if (!isRecord(value)) return false;
  const fields = Object.entries<Fields>(fieldsOf).find(([type]) => type === value['type'])?.[1];
  return fields !== undefined && wrongField(value, fields) === undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
