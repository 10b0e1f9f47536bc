/** Which IP family an address is of that a name hides: told by what the browser, which resolved the name, has paired it with. */
import type { PeerName, TraceEvent } from '../trace.ts';
import { familyOf, type PairableCandidate } from './candidate-pair.ts';
import type { Arrival } from './check-candidates.ts';
import { isStatsOf, meantIn } from './check-rows.ts';

/** Candidates' ids, each with its family: that of its address, else its own id, until something tells. */
type Families = Map<string, string>;

/**
 * The arrivals of an end with the families that the whole trace tells of: the candidates of a reported pair are of one family, and
 * so are a reflexive candidate and its base (RFC 8445 §5.1.1.2). Where no pair is reported, nothing is known.
 */
export function withFamilies(arrivals: readonly Arrival[], events: readonly TraceEvent[], peer: PeerName): Arrival[] {
  const reported = reportedPairs(arrivals, events, peer);
  if (reported.length === 0) return [...arrivals];
  const candidates = arrivals.map(({ candidate }) => candidate);
  const families: Families = new Map(candidates.map((each) => [each.id, each.isMdns ? each.id : familyOf(each)]));
  const based = candidates.filter(({ type }) => type === 'srflx').map(({ id, base }): [string, string] => [id, base]);
  for (const [one, two] of [...reported, ...based]) areOfOne(families, one, two);
  return arrivals.map((arrival): Arrival => {
    const { candidate } = arrival;
    return { ...arrival, candidate: { ...candidate, family: families.get(candidate.id) ?? familyOf(candidate) } };
  });
}

/** The candidates of each pair that either end has reported at any time: both ends form the same pairs. */
function reportedPairs(
  arrivals: readonly Arrival[],
  events: readonly TraceEvent[],
  peer: PeerName,
): [string, string][] {
  const turned = arrivals.map((each): Arrival => ({ ...each, end: each.end === 'local' ? 'remote' : 'local' }));
  const keysAt = (at: PeerName): string[] =>
    events
      .filter(isStatsOf(at))
      .flatMap((stats) => meantIn(stats, at === peer ? arrivals : turned).map((each) => each.key));
  return [...new Set([...keysAt('a'), ...keysAt('b')])].map((key) => {
    const [local = '', remote = ''] = key.split(' ');
    return [local, remote];
  });
}

const isTold = (family: string): boolean => family.startsWith('ipv');

/** Gives two candidates, and all that are of a family with them, one family; what an address says is never overruled. */
function areOfOne(families: Families, one: string, two: string): void {
  const [here, there] = [families.get(one), families.get(two)];
  if (here === undefined || there === undefined || (isTold(here) && isTold(there))) return;
  const [kept, given] = isTold(there) ? [there, here] : [here, there];
  for (const [id, family] of families) if (family === given) families.set(id, kept);
}

/** Why two candidates of the two ends are not paired (RFC 8445 §6.1.2.2; RFC 6544 §6.2). */
export function whyNoPair(one: PairableCandidate, two: PairableCandidate): 'transport' | 'family' | 'hidden' {
  if (one.transport !== two.transport || one.tcpType) return 'transport';
  return isTold(familyOf(one)) && isTold(familyOf(two)) ? 'family' : 'hidden';
}
