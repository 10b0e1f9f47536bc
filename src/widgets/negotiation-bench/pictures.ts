/** From a run and a moment to what the views draw: pure, so that each picture can be tested as data. */
import type { LifelineSegment } from '#domain/sequence.ts';
import { codeOf, outcomeOf, type Step, stepOf } from '#domain/step.ts';
import type { PeerName, TraceEvent } from '#domain/trace.ts';
import type { PlannedRow, SequencePicture, Stretch } from '#views/sequence-diagram.ts';
import { type TimelineTick, thinTicks } from '#views/timeline.ts';
import type { Run } from './run.ts';

/** A part of the picture that is in sight, in rows. */
export interface Sight {
  first: number;
  count: number;
}

function stretchesOf(segments: readonly LifelineSegment[]): Stretch[] {
  const turns = [{ row: 0, state: 'stable' }, ...segments];
  const stretches = turns.map(({ row, state }, i) => ({ from: row, to: turns[i + 1]?.row ?? -1, state }));
  return stretches.filter(({ from, to }) => from !== to);
}

/** The stretches that reach into the rows in sight. */
function stretchesIn(segments: readonly LifelineSegment[], first: number, count: number): Stretch[] {
  return stretchesOf(segments).filter(({ from, to }) => from <= first + count && (to < 0 || to >= first));
}

function plannedRow(step: Step): PlannedRow {
  const { peer, kind } = step;
  const [name = kind, type = ''] = kind.replace(')', '').split('(');
  if (name === 'send' || name === 'sendGathered') return { peer, kind: 'description', label: type };
  const label = codeOf(step).replace(/^.*[ab]\.(?=\w)/, '');
  return { peer, kind: 'call', label };
}

export function sequencePicture(
  run: Run,
  cursor: number,
  planned: readonly Step[],
  width: number,
  sight: Sight,
  words: SequencePicture['words'],
): SequencePicture {
  const { sequence } = run;
  const first = Math.max(0, Math.min(sight.first, sequence.rows.length));
  return {
    width,
    rows: sequence.rows.slice(first, first + sight.count),
    first,
    now: sequence.rowsAt(cursor),
    total: sequence.rows.length,
    cursor,
    planned: planned.slice(0, 9).map(plannedRow),
    lifelines: {
      a: stretchesIn(sequence.segmentsAt('a', cursor), first, sight.count),
      b: stretchesIn(sequence.segmentsAt('b', cursor), first, sight.count),
    },
    words,
  };
}

/** Ticks for what makes a row: calls in their peer's hue, messages in that of signaling. */
export function timelineTicks(run: Run): TimelineTick[] {
  return thinTicks(
    run.sequence.rows.map((row) => ({
      share: run.timeline.share(row.index + 1),
      kind: row.kind === 'description' || row.kind === 'candidate' ? 'infra' : row.peer,
    })),
  );
}

export interface Happening {
  step: Step;
  /** Index of the event that began it. */
  begin: number;
  /** The exception that refused it, once it is known. */
  exception?: TraceEvent & { type: 'exception' };
}

/** The step taken last before a moment, and how it ended. */
export function lastHappening(run: Run, cursor: number): Happening | undefined {
  const begin = run.index.steps[run.stepsAt(cursor) - 1] ?? -1;
  const event = run.index.events[begin];
  const step = event && stepOf(event);
  if (!event || !step) return undefined;
  const outcome = event.type === 'call' ? outcomeOf(run.index.events, event, begin, cursor) : undefined;
  return outcome?.type === 'exception' ? { step, begin, exception: outcome } : { step, begin };
}

/** The step after a moment: what was recorded next, or at the live end what is held. */
export function nextStep(run: Run, cursor: number, planned: readonly Step[]): Step | undefined {
  const begin = run.index.steps[run.stepsAt(cursor)];
  const event = begin === undefined ? undefined : run.index.events[begin];
  return event ? stepOf(event) : planned[0];
}

/** Whether both peers are connected at a moment. */
export function bothConnected(run: Run, cursor: number): boolean {
  const { a, b } = run.index.at(cursor);
  return a.connectionState === 'connected' && b.connectionState === 'connected';
}

/** Whether the exchange is through and neither peer has a candidate of the other, added or inside a description. */
export function candidatesWithheld(run: Run, cursor: number): boolean {
  const { a, b } = run.index.at(cursor);
  const through = [a, b].every(({ remote, signalingState }) => remote && signalingState === 'stable');
  if (!through || [a, b].some(({ remote }) => remote?.sdp.includes('\na=candidate:'))) return false;
  return !run.index.steps.some((begin) => {
    const event = run.index.events[begin];
    return begin < cursor && event?.type === 'call' && event.method === 'addIceCandidate';
  });
}

/** Whether the peers became connected after this call of addIceCandidate, and before the next step. */
export function joinedBy(run: Run, cursor: number, { step, begin }: Happening): boolean {
  if (step.kind !== 'addIceCandidate' && step.kind !== 'endOfCandidates') return false;
  return bothConnected(run, cursor) && !bothConnected(run, begin);
}

/** The name of a state's colour: calm, in hue of its peer, good, bad, on its way. */
export function toneOf(peer: PeerName, attribute: string, value: string): string {
  if (attribute === 'signalingState') return value === 'stable' || value === 'closed' ? 'n' : peer;
  if (['connected', 'completed', 'complete'].includes(value)) return 'ok';
  if (['failed', 'disconnected'].includes(value)) return 'bad';
  return ['gathering', 'checking', 'connecting'].includes(value) ? 'w' : 'n';
}
