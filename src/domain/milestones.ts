/** The six moments by which a connection is told, in the order in which this one reached them. */
import type { PeerName, TraceEvent } from './trace.ts';

export const milestoneKeys = ['offer', 'answer', 'candidates', 'checks', 'dtls', 'connected'] as const;
export type MilestoneKey = (typeof milestoneKeys)[number];

export interface Milestone {
  key: MilestoneKey;
  /** Milliseconds since the trace began. */
  t: number;
}

function keyOf(event: TraceEvent): MilestoneKey | undefined {
  if (event.type === 'sent') {
    if (event.body.kind === 'candidate') return 'candidates';
    if (event.body.kind !== 'description' || event.body.description.type === 'rollback') return undefined;
    return event.body.description.type === 'offer' ? 'offer' : 'answer';
  }
  if (event.type !== 'state') return undefined;
  if (event.attribute === 'iceConnectionState' && event.value === 'checking') return 'checks';
  return event.attribute === 'dtlsState' && event.value === 'connecting' ? 'dtls' : undefined;
}

/** Reads the milestones off a trace; the last is there when both peers say that they are connected. */
export function milestonesOf(events: readonly TraceEvent[]): Milestone[] {
  const reached = new Map<MilestoneKey, number>();
  const connected = new Set<PeerName>();
  for (const event of events) {
    const key = keyOf(event);
    if (key && !reached.has(key)) reached.set(key, event.t);
    if (event.type !== 'state' || event.attribute !== 'connectionState') continue;
    if (event.value === 'connected') connected.add(event.peer);
    else connected.delete(event.peer);
    if (connected.size === 2 && !reached.has('connected')) reached.set('connected', event.t);
  }
  const order = (key: MilestoneKey): number => milestoneKeys.indexOf(key);
  return [...reached]
    .map(([key, t]) => ({ key, t }))
    .sort((one, two) => one.t - two.t || order(one.key) - order(two.key));
}
