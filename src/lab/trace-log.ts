/** The one place that writes a trace. */
import type { PeerName, TraceEvent } from '#domain/trace.ts';

/** An event as its recorder knows it: the log adds the time. */
export type Unstamped = TraceEvent extends infer E ? (E extends TraceEvent ? Omit<E, 't'> : never) : never;

/** Gives milliseconds from a monotonic clock. */
export type Clock = () => number;

export interface TraceLog {
  /** Appends an event at the time it is now, in ms since the log was made. */
  append(event: Unstamped): void;
  /** Milliseconds since the log was made. */
  now(): number;
  /** A number that no other call or message of this trace has. */
  nextId(): number;
  /** The next call or message that is recorded belongs to this step of the script. */
  beginStep(step: number): void;
  /** The step that was begun, once: later calls were made by nobody's step. */
  takeStep(): { step?: number };
}

/**
 * Makes a log that hands every event, with its time, to `onEvent`. Where each end of a connection has a log of its own, `end` keeps
 * their numbers apart: A's are odd, B's are even.
 */
export function createTraceLog(
  onEvent: (event: TraceEvent) => void,
  clock: Clock = () => performance.now(),
  end?: PeerName,
): TraceLog {
  const start = clock();
  const stride = end ? 2 : 1;
  let ids = end === 'a' ? -1 : 0;
  let pending: { step?: number } = {};
  return {
    append: (event) => onEvent({ t: clock() - start, ...event }),
    now: () => clock() - start,
    nextId: () => {
      ids += stride;
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
