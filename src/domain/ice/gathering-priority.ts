/** A candidate's priority as the 32 bits that RFC 8445 §5.1.2.1 lays out, and what it would be by the RFC's own advice. */
import type { Candidate } from './candidate.ts';
import { candidatePriority, type PriorityParts, priorityParts, recommendedTypePreference } from './priority.ts';

export interface PriorityBits extends PriorityParts {
  priority: number;
  /** The 8, 16 and 8 bits, most significant first, as `01111110`. */
  bits: { type: string; local: string; component: string };
  /** What each part adds to the sum. */
  addends: { type: number; local: number; component: number };
  /** What RFC 8445 §5.1.2 advises for such a candidate where there is a single IP address: 65535 for the local preference. */
  advised: number;
  /**
   * The low byte is not 256 - component. Chromium computes a pooled candidate's priority while it has no component yet: 256 - 0
   * does not fit into eight bits, and is carried into the local preference. The parts are then those from before the carry, and
   * the local preference of the bits is greater by one.
   */
  isCarried: boolean;
}

const binary = (value: number, digits: number): string => value.toString(2).padStart(digits, '0');

/** Takes the priority of a candidate apart: 2113937151 is 126 * 2^24 + 30 * 2^8 + 255. */
export function priorityBits({ priority, component, type }: Candidate): PriorityBits {
  const parts = priorityParts(priority);
  const low = priority % 256;
  const isCarried = low !== 256 - component;
  const localPreference = parts.localPreference - (isCarried && low === 0 ? 1 : 0);
  return {
    ...parts,
    localPreference,
    priority,
    bits: {
      type: binary(parts.typePreference, 8),
      local: binary(parts.localPreference, 16),
      component: binary(low, 8),
    },
    addends: {
      type: parts.typePreference * 2 ** 24,
      local: localPreference * 2 ** 8,
      component: low === 0 ? 256 : low,
    },
    advised: candidatePriority({
      typePreference: recommendedTypePreference[type],
      localPreference: 65535,
      componentId: component,
    }),
    isCarried,
  };
}
