/** Candidates to pair, told by what differs: `candidate('h', { type: 'host' })`. */
import type { PairableCandidate } from '#domain/ice/candidate-pair.ts';
import { candidatePriority, recommendedTypePreference } from '#domain/ice/priority.ts';

let port = 5000;

export function candidate(id: string, given: Partial<PairableCandidate> = {}): PairableCandidate {
  const type = given.type ?? 'host';
  const component = given.component ?? 1;
  port += 1;
  return {
    id,
    type,
    foundation: id,
    component,
    transport: 'udp',
    priority: candidatePriority({
      typePreference: recommendedTypePreference[type],
      localPreference: 65535,
      componentId: component,
    }),
    address: '192.0.2.1',
    port,
    base: id,
    ...given,
  };
}
