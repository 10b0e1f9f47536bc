/** The fields of the events that `path-events.ts` documents, checked one by one. */
import { type Fields, flag, list, nullable, number, oneOf, optional, record, text } from './checks.ts';
import type { PathEvent } from './path-events.ts';

export const relayProtocol = oneOf('udp', 'tcp', 'tls');
const relayedCount = record({
  packetsIn: number,
  packetsOut: number,
  bytesIn: number,
  bytesOut: number,
  dropped: number,
  refused: number,
});
const allocation = record({
  id: number,
  relayed: text,
  client: text,
  transport: relayProtocol,
  expiresIn: number,
  permissions: list(record({ address: text, expiresIn: number })),
  channels: list(record({ number, peer: text, expiresIn: number })),
  toPeer: relayedCount,
  toClient: relayedCount,
});

export const pathFields: Readonly<Record<PathEvent['type'], Fields>> = {
  'selected-pair': { local: text, remote: text },
  packet: {
    seenAt: number,
    leg: oneOf('client', 'peer'),
    direction: oneOf('in', 'out'),
    transport: relayProtocol,
    from: text,
    to: text,
    bytes: number,
    hex: text,
    fate: optional(oneOf('lost', 'cut', 'queue-full', 'no-permission', 'forbidden-peer', 'malformed', 'unanswered')),
    held: optional(number),
  },
  relay: { seenAt: number, allocations: list(allocation) },
  impairment: {
    loss: number,
    delay: number,
    jitter: number,
    rate: nullable(number),
    reorder: number,
    duplicate: number,
    cut: flag,
  },
};
