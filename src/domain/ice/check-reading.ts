/** The check list of one end at a moment: what the model has of each pair, and beside it what getStats reported. */
import type { PeerName, TraceEvent } from '../trace.ts';
import type { IceRole, PairState, PrunedPair } from './candidate-pair.ts';
import { type Arrival, arrivalsAt, type ListedCandidate } from './check-candidates.ts';
import { withFamilies } from './check-families.ts';
import { agentAt, type ModelStep, playModel, type Success } from './check-model.ts';
import { type CheckRow, isStatsOf, pairMeant, rowsOf } from './check-rows.ts';

export interface ChecksReading {
  peer: PeerName;
  role: IceRole;
  locals: readonly ListedCandidate[];
  remotes: readonly ListedCandidate[];
  rows: readonly CheckRow[];
  pruned: readonly PrunedPair[];
  /** The same pairs over a transport of their own, as they would be without BUNDLE. */
  second: readonly { rank: number; state: PairState }[];
}

/** Everything about one end of a trace that does not depend on the moment. */
export interface ChecksRun {
  peer: PeerName;
  role: IceRole;
  events: readonly TraceEvent[];
  arrivals: readonly Arrival[];
  /** When the checks could begin, in ms since the trace began; undefined: not yet. */
  start: number | undefined;
  model: readonly ModelStep[];
  second: readonly ModelStep[];
}

/** The end that began, with the first offer, controls (RFC 8445 §6.1.1). */
const roleOf = (peer: PeerName): IceRole => (peer === 'a' ? 'controlling' : 'controlled');

/** Reads what one end of a trace had to check, and plays the model of it. */
export function checksOf(events: readonly TraceEvent[], peer: PeerName): ChecksRun {
  const arrivals = withFamilies(arrivalsAt(events, peer), events, peer);
  const role = roleOf(peer);
  const model = playModel({ role, arrivals, streams: 1 });
  const successes = successesIn(events, peer, arrivals);
  return {
    ...{ peer, role, events, arrivals, model },
    start: model[0]?.t,
    second: playModel({ role, arrivals, streams: 2, successes }),
  };
}

/** When each pair was first reported to have succeeded. */
function successesIn(events: readonly TraceEvent[], peer: PeerName, arrivals: readonly Arrival[]): Success[] {
  const found = new Map<string, number>();
  for (const event of events.filter(isStatsOf(peer))) {
    for (const sample of event.pairs) {
      const meant = sample.state === 'succeeded' ? pairMeant(sample, event, arrivals) : undefined;
      if (meant && !found.has(meant.key)) found.set(meant.key, event.t);
    }
  }
  return [...found].map(([pair, t]) => ({ pair, t }));
}

/** What was there at `t`, in ms since the trace began. */
export function readChecks(run: ChecksRun, t: number): ChecksReading {
  const { peer, arrivals } = run;
  const ofEnd = (end: Arrival['end']) =>
    arrivals.filter((each) => each.end === end && each.t <= t).map(({ candidate }) => candidate);
  const list = agentAt(run.model, t)?.lists[0];
  const asked = run.events.filter(isStatsOf(peer)).filter((event) => event.t <= t);
  const rows = rowsOf(run, list?.pairs ?? [], asked);
  const ranks = new Map(rows.map(({ key, rank }) => [key, rank]));
  const second = agentAt(run.second, t)?.lists[1]?.pairs ?? [];
  return {
    ...{ peer, rows },
    role: asked.at(-1)?.role ?? run.role,
    locals: ofEnd('local'),
    remotes: ofEnd('remote'),
    pruned: list?.pruned ?? [],
    second: second.map(({ id, state }) => ({ rank: ranks.get(id) ?? 0, state })),
  };
}
