import { describe, expect, it } from 'vitest';
import { candidatePriority, pairPriority, priorityParts, recommendedTypePreference } from '#domain/ice/priority.ts';

describe('the priority of a candidate', () => {
  it('of a host candidate of the only interface is 2130706431 (RFC 8445 §5.1.2.1)', () => {
    const parts = { typePreference: recommendedTypePreference.host, localPreference: 65535, componentId: 1 };
    expect(candidatePriority(parts)).toBe(2130706431);
  });

  it('of a server-reflexive one is 1694498815, as in the example of RFC 8839 appendix A', () => {
    const parts = { typePreference: recommendedTypePreference.srflx, localPreference: 65535, componentId: 1 };
    expect(candidatePriority(parts)).toBe(1694498815);
  });

  it.each([2130706431, 1694498815, 16777215, 0, 2 ** 31 - 1])('%d comes back from its parts', (priority) => {
    expect(candidatePriority(priorityParts(priority))).toBe(priority);
  });
});

describe('the priority of a pair', () => {
  it('is 2^32 min(G, D) + 2 max(G, D) + (G > D) (RFC 8445 §6.1.2.3)', () => {
    expect(pairPriority(1, 2)).toBe(2n ** 32n + 4n);
    expect(pairPriority(2, 1)).toBe(2n ** 32n + 5n);
  });

  it('keeps all 64 bits', () => {
    expect(pairPriority(2130706431, 2130706431)).toBe(2130706431n * 2n ** 32n + 2n * 2130706431n);
  });

  it('orders equal sets the same at both ends, whoever controls', () => {
    const low = pairPriority(1694498815, 2130706431);
    const high = pairPriority(2130706431, 2130706431);
    expect(low < high).toBe(true);
  });
});
