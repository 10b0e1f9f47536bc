/** A run of gathering and the number of its events that are looked at; everything on the screen is read from it. */
import { type GatheredCandidate, type Gathering, gatheringOf } from '#domain/ice/gathering.ts';
import { type Diagnosis, diagnose } from '#domain/ice/gathering-diagnosis.ts';
import type { CandidateSample, TraceEvent } from '#domain/trace.ts';

export interface Moment {
  events: readonly TraceEvent[];
  /** What had been gathered by then, and in the whole run as far as it is known. */
  gathering: Gathering;
  whole: Gathering;
  diagnosis: Diagnosis;
  /** The candidate that is looked at: the one chosen, else the one of the highest priority. */
  selected?: GatheredCandidate;
  /** What getStats knew; absent while it has not been asked. */
  samples?: readonly CandidateSample[];
}

/** Reads the first `count` events; `chosen` is the position of a candidate's event. */
export function momentOf(all: readonly TraceEvent[], count: number, chosen?: number): Moment {
  const events = all.slice(0, count);
  const gathering = gatheringOf(events, 'a');
  const { candidates } = gathering;
  const [best] = [...candidates].sort((one, two) => two.candidate.priority - one.candidate.priority);
  const selected = candidates.find(({ index }) => index === chosen) ?? best;
  const stats = events.findLast((event) => event.type === 'stats');
  const samples = stats?.type === 'stats' ? stats.candidates : undefined;
  return {
    events,
    gathering,
    whole: gatheringOf(all, 'a'),
    diagnosis: diagnose(events, 'a', events.at(-1)?.t ?? 0),
    ...(selected ? { selected } : {}),
    ...(samples ? { samples } : {}),
  };
}
