import type { NatBehaviour } from './behaviour.ts';
import type { Path } from './nat-event.ts';
import { runNetwork } from './run.ts';
import type { Side } from './side.ts';

export type { Path } from './nat-event.ts';

/**
 * The path between two peers by their NATs: `srflx` when the addresses that STUN told work as they are, `prflx` when the pair has a
 * peer-reflexive candidate at either end, `relay` when no check gets an answer. It is the end of `runNetwork`, and the same whoever
 * `starts`: no packet takes anything out of a table, so only what can be reached counts, not in which order.
 *
 * Each mapping has a filter of its own (RFC 4787 §5, as Linux keeps it). Were there one for all mappings of a socket, three cells
 * would be `prflx` and not `relay`: two NATs that filter by address, one mapping by address, the other by address or by both.
 *
 * A full cone and a symmetric NAT: `prflx`. A port-restricted cone and a symmetric one: `relay`.
 */
export const predictPath = (a: NatBehaviour, b: NatBehaviour, starts: Side = 'a'): Path =>
  runNetwork({ a, b, starts }).path;
