/** Requests and their answers, found in a trace by their transaction IDs (RFC 8489 §5). */
import type { PacketEvent } from '../path-events.ts';
import type { TraceEvent } from '../trace.ts';
import { fromHex, toHex } from './hex.ts';
import { parseStun, type StunMessage } from './message.ts';
import { method } from './message-type.ts';

export interface StunPacket {
  event: PacketEvent;
  message: StunMessage;
}

/** Indications have no answer, and an answer may be seen whose request was not. */
export interface Transaction {
  /** The transaction ID in hexadecimal. */
  id: string;
  request?: StunPacket;
  answer?: StunPacket;
}

/**
 * The transactions among a trace's packets in the order in which they began. A message that was seen twice, sent again or seen at both
 * ends of a relay, is there once.
 */
export function transactionsOf(events: readonly TraceEvent[]): Transaction[] {
  const found = new Map<string, Transaction>();
  for (const event of events) {
    const packet = event.type === 'packet' && stunPacket(event);
    if (!packet) continue;
    const id = toHex(packet.message.transactionId);
    const transaction = found.get(id) ?? { id };
    const side = ['request', 'indication'].includes(packet.message.class) ? 'request' : 'answer';
    transaction[side] ??= packet;
    found.set(id, transaction);
  }
  return [...found.values()];
}

function stunPacket(event: PacketEvent): StunPacket | undefined {
  const parsed = parseStun(fromHex(event.hex) ?? new Uint8Array());
  return parsed.ok ? { event, message: parsed.message } : undefined;
}

/** Whether a transaction is a connectivity check: Binding between two peers, not with a server (RFC 8445 §7). */
export function isCheck({ request, answer }: Transaction): boolean {
  const packet = request ?? answer;
  return packet?.event.leg === 'peer' && packet.message.method === method.binding;
}

/** Passwords by the username fragment they belong to, as the descriptions of a trace give them (RFC 8839 §5.4). */
export function icePasswords(events: readonly TraceEvent[]): Map<string, string> {
  const passwords = new Map<string, string>();
  for (const sdp of events.flatMap(descriptionsIn)) {
    const [ufrags, pwds] = ['ufrag', 'pwd'].map((name) =>
      [...sdp.matchAll(new RegExp(`^a=ice-${name}:([^\\r\\n]+)`, 'gm'))].map(([, value = '']) => value),
    );
    for (const [i, ufrag] of (ufrags ?? []).entries()) passwords.set(ufrag, pwds?.[i] ?? '');
  }
  return passwords;
}

function descriptionsIn(event: TraceEvent): string[] {
  if (event.type === 'result') return [event.description, event.applied].flatMap((each) => (each ? [each.sdp] : []));
  if (event.type === 'sent' && event.body.kind === 'description') return [event.body.description.sdp];
  return [];
}
