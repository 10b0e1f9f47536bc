import { describe, expect, test } from 'vitest';
import type { StepKind } from '#domain/step.ts';
import { TraceIndex } from '#domain/trace-index.ts';
import { expectedRefusal } from '#widgets/negotiation-bench/expected-refusal.ts';

const { a: constructed } = new TraceIndex().at(0);

describe('the next call', () => {
  test.each<[state: string, kind: StepKind, error: string | undefined]>([
    ['stable', 'createOffer', undefined],
    ['stable', 'setLocal(offer)', undefined],
    ['stable', 'setRemote(answer)', 'InvalidStateError'],
    ['stable', 'createAnswer', 'InvalidStateError'],
    ['have-local-offer', 'setRemote(answer)', undefined],
    ['have-remote-offer', 'setLocal(answer)', undefined],
    ['have-remote-offer', 'createAnswer', undefined],
    ['closed', 'createOffer', 'InvalidStateError'],
    ['closed', 'setRemote(offer)', 'InvalidStateError'],
    ['closed', 'send(offer)', undefined],
  ])('in %s, %s: %s', (signalingState, kind, error) => {
    expect(expectedRefusal({ peer: 'a', kind }, { ...constructed, signalingState })).toBe(error);
  });
});
