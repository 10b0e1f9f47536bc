import type { CandidateType } from './candidate.ts';

/** Type preferences that RFC 8445 §5.1.2.2 recommends, 0 to 126. */
export const recommendedTypePreference: Readonly<Record<CandidateType, number>> = {
  host: 126,
  prflx: 110,
  srflx: 100,
  relay: 0,
};

export interface PriorityParts {
  /** 0 to 126: how much this kind of candidate is liked. */
  typePreference: number;
  /** 0 to 65535: which of several interfaces or addresses is liked more. */
  localPreference: number;
  /** 1 to 256. */
  componentId: number;
}

/**
 * The priority of a candidate: 2^24 * type preference + 2^8 * local preference + (256 - component ID)
 * (RFC 8445 §5.1.2.1). `126, 65535, 1` is 2130706431.
 */
export function candidatePriority({ typePreference, localPreference, componentId }: PriorityParts): number {
  return typePreference * 2 ** 24 + localPreference * 2 ** 8 + (256 - componentId);
}

/** Takes a priority apart into what RFC 8445 §5.1.2.1 made it of; the inverse of `candidatePriority`. */
export function priorityParts(priority: number): PriorityParts {
  return {
    typePreference: Math.floor(priority / 2 ** 24),
    localPreference: Math.floor(priority / 2 ** 8) % 2 ** 16,
    componentId: 256 - (priority % 2 ** 8),
  };
}

/**
 * The priority of a pair: 2^32 * min(G, D) + 2 * max(G, D) + (G > D ? 1 : 0), G being the priority of the controlling
 * agent's candidate and D that of the controlled agent's (RFC 8445 §6.1.2.3). It needs 64 bits, hence bigint.
 */
export function pairPriority(g: number, d: number): bigint {
  const least = BigInt(Math.min(g, d));
  const most = BigInt(Math.max(g, d));
  return (least << 32n) + 2n * most + (g > d ? 1n : 0n);
}
