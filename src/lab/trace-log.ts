/** The one place that writes a trace. */
import type { TraceEvent } from '#domain/trace.ts';

/** An event as its recorder knows it: the log adds the time. */
export type Unstamped = TraceEvent extends infer E ? (E extends TraceEvent ? Omit<E, 't'> : never) : never;

/** Gives milliseconds from a monotonic clock. */
export type Clock = () => number;

export interface TraceLog {
  /** Appends an event at the time it is now, in ms since the log was made. */
  append(event: Unstamped): void;
  /** A number that no other call or message of this trace has. */
  nextId(): number;
  /** The next call or message that is recorded belongs to this step of the script. */
  beginStep(step: number): void;
  /** The step that was begun, once: later calls were made by nobody's step. */
  takeStep(): { step?: number };
}

/** Makes a log that hands every event, with its time, to `onEvent`. */
export function createTraceLog(onEvent: (event: TraceEvent) => void, clock: Clock = () => performance.now()): TraceLog {
  const start = clock();
  let ids = 0;
  let pending: { step?: number } = {};
  return {
    append: (event) => onEvent({ t: clock() - start, ...event }),
    nextId: () => {
      ids += 1;
      return ids;
    },
    beginStep: (step) => {
      pending = { step };
    },
    takeStep: () => {
      const taken = pending;
      pending = {};
      return taken;
    },
  };
}
