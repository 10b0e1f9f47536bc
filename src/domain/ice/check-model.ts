/** What RFC 8445 would do with the candidates of a trace, check by check: a model, which knows nothing of how a check ended. */
import type { IceRole } from './candidate-pair.ts';
import type { Arrival } from './check-candidates.ts';
import { endCheck } from './check-response.ts';
import { type Check, sendCheck, ta } from './check-schedule.ts';
import { addCandidate, createAgent, type IceAgent, pairIn } from './checklist.ts';

/** The agent from a moment on. */
export interface ModelStep {
  /** Milliseconds since the trace began. */
  t: number;
  agent: IceAgent;
  /** What was sent at that moment. */
  check?: Check;
}

/** A pair that was seen to work, and when. */
export interface Success {
  t: number;
  pair: string;
}

/** Milliseconds from when the lists are there to their first check: there is a moment at which nothing was sent. */
const instant = 0.01;

/** No list of 100 pairs is longer under way, in ms; two lists take turns. */
const longest = 2 * 100 * ta;

export interface ModelOptions {
  role: IceRole;
  arrivals: readonly Arrival[];
  /** Data streams with a transport each: 1 with BUNDLE. All have the same candidates here. */
  streams: number;
  /** Of pairs of the first stream: they thaw their foundation. None where the model plays the order of the checks alone. */
  successes?: readonly Success[];
}

interface Happening {
  t: number;
  apply(agent: IceAgent): IceAgent;
}

/** Plays the check lists: empty as long as no pair can be formed. */
export function playModel({ role, arrivals, streams, successes = [] }: ModelOptions): ModelStep[] {
  const from = firstPossible(arrivals);
  if (from === undefined) return [];
  const there = inOneGo(arrivals, from);
  const ofEnd = (end: Arrival['end']) => there.filter((each) => each.end === end).map(({ candidate }) => candidate);
  const stream = (_: unknown, index: number) => ({
    stream: `${index}`,
    locals: ofEnd('local'),
    remotes: ofEnd('remote'),
  });
  const start = there.reduce((latest, { t }) => Math.max(latest, t), from);
  const agent = createAgent(role, 0n, Array.from({ length: streams }, stream));
  const later = [
    ...arrivals.filter((each) => !there.includes(each)).map((arrival) => arrives(arrival, streams)),
    ...successes.map(succeeds),
  ];
  return play(
    start,
    agent,
    later.toSorted((one, two) => one.t - two.t),
  );
}

/** What was there by `from`, and what was handed over in the same go. */
function inOneGo(arrivals: readonly Arrival[], from: number): Arrival[] {
  const batch = arrivals.findLast(({ t }) => t <= from)?.batch;
  return arrivals.filter((each) => each.t <= from || each.batch === batch);
}

/** The moment at which there is a candidate of each end. */
function firstPossible(arrivals: readonly Arrival[]): number | undefined {
  const first = (end: Arrival['end']): number | undefined => arrivals.find((each) => each.end === end)?.t;
  const [local, remote] = [first('local'), first('remote')];
  return local === undefined || remote === undefined ? undefined : Math.max(local, remote);
}

const arrives = ({ t, end, candidate }: Arrival, streams: number): Happening => ({
  t,
  apply: (agent) =>
    Array.from({ length: streams }).reduce<IceAgent>(
      (now, _, index) => addCandidate(now, index, end, candidate),
      agent,
    ),
});

const succeeds = ({ t, pair: id }: Success): Happening => ({
  t,
  apply: (agent) => {
    const pair = pairIn(agent, 0, id);
    if (!pair || pair.state === 'succeeded') return agent;
    const check: Check = { list: 0, pair: id, triggered: false, role: agent.role, nominates: false };
    return endCheck(agent, check, { kind: 'success', mapped: pair.local });
  },
});

/** Ta fires every 50 ms from the start, until nothing is left to send and nothing more happens. */
function play(start: number, first: IceAgent, later: readonly Happening[]): ModelStep[] {
  const steps: ModelStep[] = [{ t: start, agent: first }];
  const waiting = [...later];
  let agent = first;
  for (let t = start + instant; t <= start + longest; t += ta) {
    while (waiting[0] && waiting[0].t <= t) {
      const [happening] = waiting.splice(0, 1);
      agent = happening?.apply(agent) ?? agent;
      steps.push({ t: Math.max(start, happening?.t ?? t), agent });
    }
    const { agent: after, check } = sendCheck(agent);
    agent = after;
    if (check) steps.push({ t, agent, check });
    else if (waiting.length === 0) break;
  }
  return steps;
}

/** The agent as it is at a moment; undefined before the first. */
export const agentAt = (steps: readonly ModelStep[], t: number): IceAgent | undefined =>
  steps.findLast((step) => step.t <= t)?.agent;
