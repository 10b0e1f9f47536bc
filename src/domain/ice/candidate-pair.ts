/** Pairs of candidates: which are formed, in which order they are checked, and which are dropped (RFC 8445 §6.1.2.2 to §6.1.2.5). */
import type { CandidateType, TcpType } from './candidate.ts';
import { pairPriority } from './priority.ts';

/** Who chooses the pair that is used (RFC 8445 §6.1.1). */
export type IceRole = 'controlling' | 'controlled';

/** RFC 8445 §6.1.2.6, in the spelling of webrtc-stats (RTCStatsIceCandidatePairState). */
export type PairState = 'frozen' | 'waiting' | 'in-progress' | 'succeeded' | 'failed';

/** A candidate as far as pairing needs it. */
export interface PairableCandidate {
  /** Unique among the candidates of its agent. */
  id: string;
  type: CandidateType;
  foundation: string;
  component: number;
  /** In lower case, as `udp`. */
  transport: string;
  tcpType?: TcpType;
  priority: number;
  address: string;
  port: number;
  /** Which IP family it is of, where that is known from elsewhere than its address: alike is one family. */
  family?: string;
  /** The id of the candidate that its checks are sent from: its own, of a reflexive one that of its base (RFC 8445 §5.1.1.2). */
  base: string;
}

export interface CandidatePair {
  /** Its candidates' ids with a space between. */
  id: string;
  local: PairableCandidate;
  remote: PairableCandidate;
  component: number;
  /** Those of its candidates: what freezes and thaws together (RFC 8445 §6.1.2.6). */
  foundation: string;
  priority: bigint;
  state: PairState;
  /** The next check nominates: it carries USE-CANDIDATE, or was triggered by one that did (RFC 8445 §7.2.5.3.4). */
  nominating?: true;
}

/** A pair that is not checked, because checking another does the same (RFC 8445 §6.1.2.4). */
export interface PrunedPair {
  local: PairableCandidate;
  remote: PairableCandidate;
  /** The id of the pair that stays. */
  equals: string;
}

/** As `ipv4`, `ipv6`, `ipv6 link-local`; a name hides which family its address is of: `name`, unless it is known all the same. */
export function familyOf({ address, family }: PairableCandidate): string {
  if (family) return family;
  if (address.includes(':')) return /^fe[89ab]/i.test(address) ? 'ipv6 link-local' : 'ipv6';
  return /^[\d.]+$/.test(address) ? 'ipv4' : 'name';
}

/** Who opens the connection pairs with who waits for it (RFC 6544 §6.2). */
const tcpOpposites: Readonly<Record<TcpType, TcpType>> = { active: 'passive', passive: 'active', so: 'so' };

/** Whether two candidates are paired: of one component, transport and IP family, link-local with link-local (RFC 8445 §6.1.2.2). */
export function canPair(local: PairableCandidate, remote: PairableCandidate): boolean {
  if (local.component !== remote.component || local.transport !== remote.transport) return false;
  if (local.tcpType && tcpOpposites[local.tcpType] !== remote.tcpType) return false;
  const [here, there] = [familyOf(local), familyOf(remote)];
  return here === there || here === 'name' || there === 'name';
}

/** Makes a pair, frozen; G is the candidate of the controlling agent, D that of the controlled one (RFC 8445 §6.1.2.3). */
export function makePair(local: PairableCandidate, remote: PairableCandidate, role: IceRole): CandidatePair {
  const [g, d] = role === 'controlling' ? [local, remote] : [remote, local];
  return {
    id: `${local.id} ${remote.id}`,
    local,
    remote,
    component: local.component,
    foundation: `${local.foundation}:${remote.foundation}`,
    priority: pairPriority(g.priority, d.priority),
    state: 'frozen',
  };
}

/** Highest priority first (RFC 8445 §6.1.2.3); of equal ones the lowest component, as they are picked (§6.1.4.2). */
export function byPriority(one: CandidatePair, two: CandidatePair): number {
  if (one.priority !== two.priority) return one.priority > two.priority ? -1 : 1;
  return one.component - two.component;
}

/** A pair as it is checked: a reflexive local candidate is replaced by its base, the priority stays (RFC 8445 §6.1.2.4). */
export function fromBase(pair: CandidatePair, locals: readonly PairableCandidate[]): CandidatePair {
  const base = locals.find(({ id }) => id === pair.local.base);
  if (!base || base === pair.local) return pair;
  const foundation = `${base.foundation}:${pair.remote.foundation}`;
  return { ...pair, id: `${base.id} ${pair.remote.id}`, local: base, foundation };
}

/** Whether checking one pair does the same as checking the other (RFC 8445 §6.1.2.4). */
export const isSameWay = (one: CandidatePair, two: CandidatePair): boolean =>
  one.local.base === two.local.base && one.remote.id === two.remote.id;

/** Drops each pair that a higher one makes redundant: the same base, the same remote candidate (RFC 8445 §6.1.2.4). */
export function prunePairs(
  sorted: readonly CandidatePair[],
  locals: readonly PairableCandidate[],
): { pairs: CandidatePair[]; pruned: PrunedPair[] } {
  const kept = new Map<string, CandidatePair>();
  const pruned: PrunedPair[] = [];
  for (const pair of sorted) {
    const key = `${pair.local.base} ${pair.remote.id}`;
    const higher = kept.get(key);
    if (higher) pruned.push({ local: pair.local, remote: pair.remote, equals: higher.id });
    else kept.set(key, fromBase(pair, locals));
  }
  return { pairs: [...kept.values()], pruned };
}

/** Forms, orders and prunes the pairs of one data stream, all frozen. */
export function formPairs(
  locals: readonly PairableCandidate[],
  remotes: readonly PairableCandidate[],
  role: IceRole,
): { pairs: CandidatePair[]; pruned: PrunedPair[] } {
  const formed = locals.flatMap((local) =>
    remotes.filter((remote) => canPair(local, remote)).map((remote) => makePair(local, remote, role)),
  );
  return prunePairs(formed.sort(byPriority), locals);
}

/** Pairs of all lists together, at most (RFC 8445 §6.1.2.5). */
export const mostPairs = 100;

/** Drops the lowest pairs of the longest lists until `most` are left, so that each list gives as evenly as can be (RFC 8445 §6.1.2.5). */
export function limitPairs(lists: readonly (readonly CandidatePair[])[], most = mostPairs): CandidatePair[][] {
  const kept = lists.map((pairs) => [...pairs]);
  let count = kept.reduce((sum, { length }) => sum + length, 0);
  for (; count > most; count -= 1) {
    const longest = kept.reduce((long, pairs) => (pairs.length > long.length ? pairs : long));
    longest.pop();
  }
  return kept;
}
