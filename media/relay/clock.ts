/** Time as the relay knows it, so that a test can have it go by in a moment. */
export interface Clock {
  /** Milliseconds since 1970, never going back. */
  now(): number;
  /** Calls once after so many milliseconds, unless what it returns is called before. */
  later(milliseconds: number, call: () => void): () => void;
}

/** The time of this machine; its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  later: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};
