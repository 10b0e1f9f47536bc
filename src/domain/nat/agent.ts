import type { CandidateType } from '../ice/candidate.ts';
import type { Side } from './side.ts';
import { sameAddress, type TransportAddress } from './transport-address.ts';

/** A candidate of the lab: an address that may lead to a peer, and how it was learned. */
export interface NatCandidate extends TransportAddress {
  readonly type: CandidateType;
  /** The step that brought it. */
  readonly step: number;
}

/** What became of the last packet of a check: where it was stopped, or that its answer came from elsewhere. */
export interface CheckEnd {
  readonly step: number;
  readonly why: 'refused' | 'answer-refused' | 'blocked' | 'asymmetric';
  /** The NAT that stopped it. */
  readonly nat?: Side;
  /** Where the answer came from, when not from where the check went. */
  readonly from?: TransportAddress;
}

/** A pair of an agent's check list by the states of RFC 8445 §6.1.2.6, from its socket or from its relayed address. */
export interface Check {
  readonly remote: NatCandidate;
  readonly state: 'waiting' | 'in-progress' | 'succeeded' | 'failed';
  /** The mapped address that the answer named: the local candidate of the valid pair (RFC 8445 §7.2.5.3.1). */
  readonly local?: NatCandidate;
  /** Its last packet, when that brought nothing. */
  readonly end?: CheckEnd;
  readonly sent: number;
}

/** An ICE agent with one UDP socket, as plain state. */
export interface Agent {
  readonly side: Side;
  readonly socket: TransportAddress;
  /** Its own candidates. */
  readonly local: readonly NatCandidate[];
  /** Those of the other: told by signaling, or learned from its checks. */
  readonly remote: readonly NatCandidate[];
  readonly checks: readonly Check[];
  /** The pairs whose local candidate is its relayed address (RFC 8445 §6.1.2.2). */
  readonly relayed: readonly Check[];
  /** Remote addresses whose check is due at once, since theirs came in (RFC 8445 §7.3.1.4). */
  readonly triggered: readonly TransportAddress[];
}

export const checkOf = (agent: Agent, remote: TransportAddress): Check | undefined =>
  agent.checks.find((check) => sameAddress(check.remote, remote));

/** An agent whose check of a remote address is changed. */
export function withCheck(agent: Agent, remote: TransportAddress, change: Partial<Check>): Agent {
  const checks = agent.checks.map((check) => (sameAddress(check.remote, remote) ? { ...check, ...change } : check));
  return { ...agent, checks };
}

/** An agent whose pair of its relayed address and a remote one is changed, or formed with that. */
export function withRelayed(agent: Agent, remote: NatCandidate, change: Partial<Check>): Agent {
  const others = agent.relayed.filter((check) => !sameAddress(check.remote, remote));
  const known = agent.relayed.find((check) => sameAddress(check.remote, remote));
  const check: Check = { remote, state: 'waiting', sent: 0, ...known, ...change };
  return { ...agent, relayed: [...others, check] };
}

/** An agent that knows one more remote candidate, and will check it. */
export function withRemote(agent: Agent, candidate: NatCandidate): Agent {
  const check: Check = { remote: candidate, state: 'waiting', sent: 0 };
  return { ...agent, remote: [...agent.remote, candidate], checks: [...agent.checks, check] };
}
