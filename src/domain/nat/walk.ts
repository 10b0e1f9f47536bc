import type { NatEvent } from './nat-event.ts';
import type { Network } from './network.ts';

/** One step: what happened, and all there is after it. */
export interface Step {
  readonly event: NatEvent;
  readonly network: Network;
}

/** A run as it grows. */
export interface Walk {
  readonly network: Network;
  readonly steps: readonly Step[];
}

/** The number of the step that is about to be made, from 1. */
export const nextStep = (walk: Walk): number => walk.steps.length + 1;

/** Goes one step on. */
export const walkOn = (walk: Walk, event: NatEvent, network: Network): Walk => ({
  network,
  steps: [...walk.steps, { event, network }],
});
