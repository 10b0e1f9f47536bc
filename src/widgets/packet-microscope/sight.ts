/** What lies under the microscope: the messages of one transaction, or a text of the reader's, and the fields that can be chosen. */
import type { PacketEvent } from '#domain/path-events.ts';
import { attributeType } from '#domain/stun/attribute-type.ts';
import { type Field, fieldsOf } from '#domain/stun/explanation.ts';
import { flawsOf, type StunFlaw } from '#domain/stun/flaws.ts';
import { parseStun, type StunMessage, type StunProblem } from '#domain/stun/message.ts';
import { type Otherwise, readPartly } from '#domain/stun/partial.ts';
import type { StunPacket, Transaction } from '#domain/stun/transactions.ts';
import type { PeerName } from '#domain/trace.ts';

export type Side = 'request' | 'answer' | 'own';

export interface Seen {
  readonly side: Side;
  readonly message: StunMessage;
  readonly fields: readonly Field[];
  readonly problem?: StunProblem;
  readonly otherwise?: Otherwise;
  /** What is wrong in a whole message of the reader's. */
  readonly flaws?: readonly StunFlaw[];
  /** The bytes of the reader's at which something is wrong; STUN would begin at that of a capture. */
  readonly faults?: readonly number[];
  readonly event?: PacketEvent;
}

/** A field that can be chosen: of which message, and which of its fields. */
export interface Stop {
  readonly message: number;
  readonly field: number;
}

export interface Sight {
  readonly messages: readonly Seen[];
  readonly stops: readonly Stop[];
}

/** Most bytes and fields of a message that are drawn: a datagram may have 65,507, and each four an attribute. */
export const mostDrawn = { bytes: 2048, fields: 200 };

function sightOf(all: readonly Seen[]): Sight {
  const messages = all.map((seen) => ({
    ...seen,
    fields: seen.fields.filter(({ from }) => from < mostDrawn.bytes).slice(0, mostDrawn.fields),
  }));
  return {
    messages,
    stops: messages.flatMap(({ fields }, message) => fields.map((_, field) => ({ message, field }))),
  };
}

/** The request and the answer of a transaction, as far as they were seen. */
export function transactionSight({ request, answer }: Transaction): Sight {
  const seen = (side: Side, packet: StunPacket | undefined): Seen[] =>
    packet ? [{ side, ...packet, fields: fieldsOf(packet.message) }] : [];
  return sightOf([...seen('request', request), ...seen('answer', answer)]);
}

/** Bytes of the reader's, a message or as much of one as they are. */
export function ownSight(bytes: Uint8Array): Sight {
  if (bytes.length === 0) return sightOf([]);
  const parsed = parseStun(bytes);
  if (parsed.ok) {
    const { message } = parsed;
    const flaws = flawsOf(message);
    return sightOf([{ side: 'own', message, fields: fieldsOf(message), flaws, faults: flaws.map(({ at }) => at) }]);
  }
  const { problem } = parsed;
  const read = readPartly(bytes, problem);
  return sightOf([{ side: 'own', problem, ...read, faults: [faultOf(problem, read.otherwise)] }]);
}

function faultOf({ at }: StunProblem, otherwise: Otherwise | undefined): number {
  if (otherwise) return otherwise.kind === 'capture' ? otherwise.payload : 0;
  return at;
}

/** Who sent the request of a transaction, by name, and to whom; the server is neither A nor B. */
export interface Ends {
  asker: PeerName | 'server';
  answerer: PeerName | 'server';
}

export function endsOf({ request, answer }: Transaction): Ends {
  const event = request?.event ?? answer?.event;
  if (!event) return { asker: 'a', answerer: 'server' };
  const isOut = (event.direction === 'out') === Boolean(request);
  const other = event.peer === 'a' ? 'b' : 'a';
  if (event.leg === 'peer')
    return isOut ? { asker: event.peer, answerer: other } : { asker: other, answerer: event.peer };
  return isOut ? { asker: 'server', answerer: event.peer } : { asker: event.peer, answerer: 'server' };
}

/** The stop to begin with: where bytes are no STUN, else the address in an answer, else the first. */
export function startOf({ messages, stops }: Sight): number {
  const found = stops.findIndex(({ message, field }) => {
    const { faults, fields = [] } = messages[message] ?? {};
    const { from = 0, to = 0, attribute } = fields[field] ?? {};
    const at = faults?.[0];
    return at === undefined ? attribute?.type === attributeType.xorMappedAddress : at >= from && at < to;
  });
  return Math.max(found, 0);
}
