/** The pairs of a check list at a moment, one row each: the model's, and what getStats reported of it. */
import type { CandidateSample, PairSample, PeerName, StatsEvent, TraceEvent } from '../trace.ts';
import { type CandidatePair, type IceRole, makePair, type PairState } from './candidate-pair.ts';
import { type Arrival, type ListedCandidate, listedAs } from './check-candidates.ts';
import type { ModelStep } from './check-model.ts';

/** Why the browser has no such pair, as far as that can be told. */
export type Absence =
  /** getStats has not been asked since candidates were there. */
  | 'not-asked'
  /** It is reported later, or no pair has been reported so far. */
  | 'not-yet'
  /** No browser was seen to pair a relayed candidate with a name: the permission would tell the TURN server the address behind it. */
  | 'relay-with-name'
  /** It was reported before. */
  | 'gone'
  | 'unknown';

export interface CheckRow {
  /** The pair's id in the model; of a pair that only the browser has, its id in getStats. */
  key: string;
  /** Its place in the order of the checks, from 1. */
  rank: number;
  local: ListedCandidate;
  remote: ListedCandidate;
  priority: bigint;
  /** `at`: when its check is sent, in ms since the checks began. Absent where only the browser has the pair. */
  model?: { state: PairState; at: number | undefined };
  /** Every pair in which the browser has these two, the foremost first: it may know a candidate by two names. */
  reported: readonly PairSample[];
  absence?: Absence;
  /** The browser calls this end's candidate, or the other's, peer-reflexive: a request came before the candidate (RFC 8445 §7.3.1.3). */
  reflexive?: 'local' | 'remote';
}

/** What the rows of one end are read from. */
interface Source {
  peer: PeerName;
  role: IceRole;
  arrivals: readonly Arrival[];
  start: number | undefined;
  events: readonly TraceEvent[];
  model: readonly ModelStep[];
}

/** Reports that name the candidates of their pairs. */
export const isStatsOf =
  (peer: PeerName) =>
  (event: TraceEvent): event is StatsEvent =>
    event.type === 'stats' && event.peer === peer && event.candidates !== undefined;

/** A reported pair, and which one of the model it is. */
export interface MeantPair {
  key: string;
  sample: PairSample;
  local: CandidateSample;
  remote: CandidateSample;
}

/** The pair of the model that a reported one is: by its candidates, the local one's base taken for it (RFC 8445 §6.1.2.4). */
export function pairMeant(sample: PairSample, stats: StatsEvent, arrivals: readonly Arrival[]): MeantPair | undefined {
  const find = (id: string | undefined): CandidateSample | undefined =>
    stats.candidates?.find((each) => each.id === id);
  const listed = (end: Arrival['end']) => arrivals.filter((each) => each.end === end).map(({ candidate }) => candidate);
  const [local, remote] = [find(sample.localId), find(sample.remoteId)];
  if (!local || !remote) return undefined;
  const here = listedAs(local, listed('local'));
  const there = listedAs(remote, listed('remote'));
  return { key: `${here?.base ?? local.id} ${there?.id ?? remote.id}`, sample, local, remote };
}

/** The pairs of a report, the foremost first. */
export const meantIn = (stats: StatsEvent | undefined, arrivals: readonly Arrival[]): MeantPair[] =>
  foremostFirst((stats?.pairs ?? []).flatMap((sample) => (stats && pairMeant(sample, stats, arrivals)) ?? []));

/** The rows: the model's in the order of its checks, then those that only the browser has. `asked`: what it has reported so far. */
export function rowsOf(source: Source, pairs: readonly CandidatePair[], asked: readonly StatsEvent[]): CheckRow[] {
  const history = historyOf(source, asked);
  const reported = meantIn(asked.at(-1), source.arrivals);
  const rows = pairs.map((pair, index): CheckRow => {
    const here = reported.filter(({ key }) => key === pair.id);
    const row = { ...modelRow(source, pair, index + 1), ...reportedIn(here) };
    return here.length > 0 ? row : { ...row, absence: whyAbsent(row, history) };
  });
  const keys = new Set(reported.map(({ key }) => key));
  const found = [...keys].filter((key) => !pairs.some(({ id }) => id === key));
  return [
    ...rows,
    ...found.map((key, index) =>
      foundRow(
        source,
        reported.filter((each) => each.key === key),
        rows.length + index + 1,
      ),
    ),
  ].filter((row) => row !== undefined);
}

const standings: readonly PairSample['state'][] = [
  'cancelled',
  'failed',
  'frozen',
  'waiting',
  'in-progress',
  'succeeded',
];

/** The selected before the nominated, and of the others the one that came furthest. */
const standing = ({ selected, nominated, state }: PairSample): number =>
  (selected ? 20 : 0) + (nominated ? 10 : 0) + standings.indexOf(state);

const foremostFirst = (pairs: readonly MeantPair[]): MeantPair[] =>
  pairs.toSorted((one, two) => standing(two.sample) - standing(one.sample));

function reportedIn(here: readonly MeantPair[]): Pick<CheckRow, 'reported' | 'reflexive'> {
  const [first] = here;
  const reflexive = first?.remote.type === 'prflx' ? 'remote' : first?.local.type === 'prflx' ? 'local' : undefined;
  return { reported: here.map(({ sample }) => sample), ...(reflexive ? { reflexive } : {}) };
}

type ModelRow = Omit<CheckRow, 'reported'>;

function modelRow({ arrivals, start = 0, model }: Source, pair: CandidatePair, rank: number): ModelRow {
  const listed = (end: Arrival['end'], { id }: { id: string }): ListedCandidate | undefined =>
    arrivals.find((each) => each.end === end && each.candidate.id === id)?.candidate;
  const [local, remote] = [listed('local', pair.local), listed('remote', pair.remote)];
  if (!local || !remote) throw new Error(`The model pairs ${pair.id}, which nobody announced.`);
  const sent = model.find(({ check }) => check?.pair === pair.id);
  const at = sent && sent.t - start;
  return { key: pair.id, rank, local, remote, priority: pair.priority, model: { state: pair.state, at } };
}

/** What has been reported, and when. */
interface History {
  isAsked: boolean;
  before: ReadonlySet<string>;
  ever: ReadonlySet<string>;
}

function historyOf({ peer, events, arrivals }: Source, asked: readonly StatsEvent[]): History {
  const keysIn = (reports: readonly StatsEvent[]) =>
    new Set(reports.flatMap((event) => meantIn(event, arrivals).map(({ key }) => key)));
  return { isAsked: asked.length > 0, before: keysIn(asked), ever: keysIn(events.filter(isStatsOf(peer))) };
}

function whyAbsent({ key, local, remote }: ModelRow, { isAsked, before, ever }: History): Absence {
  if (!isAsked) return 'not-asked';
  if (before.has(key)) return 'gone';
  if (before.size === 0 || ever.has(key)) return 'not-yet';
  return local.type === 'relay' && remote.isMdns ? 'relay-with-name' : 'unknown';
}

/** A pair of a candidate that turned up in the checks (RFC 8445 §7.2.5.3.1, §7.3.1.3). */
function foundRow({ role, peer, arrivals }: Source, here: readonly MeantPair[], rank: number): CheckRow | undefined {
  const [first] = here;
  if (!first) return undefined;
  const listed = (end: Arrival['end']) => arrivals.filter((each) => each.end === end).map(({ candidate }) => candidate);
  const local = listedAs(first.local, listed('local')) ?? candidateOf(first.local, peer);
  const remote = listedAs(first.remote, listed('remote')) ?? candidateOf(first.remote, peer === 'a' ? 'b' : 'a');
  const { priority } = makePair(local, remote, role);
  return { key: first.key, rank, local, remote, priority, ...reportedIn(here) };
}

function candidateOf(
  { id, type, protocol, address, port, priority }: CandidateSample,
  peer: PeerName,
): ListedCandidate {
  const isMdns = address === '' || address.endsWith('.local');
  return {
    id,
    peer,
    type,
    foundation: id,
    component: 1,
    transport: protocol,
    priority,
    address,
    port,
    isMdns,
    base: id,
  };
}
