/** Longest stretch of work in ms between two turns of the page. */
const stretch = 12;

/**
 * Runs work that yields now and then, giving the page its turn in between, and tells how far it has come. Rejects with an
 * AbortError when the signal aborts.
 */
async function inSlices<T>(
  work: Generator<number, T, void>,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<T> {
  for (;;) {
    const until = performance.now() + stretch;
    let step = work.next();
    while (!step.done && performance.now() < until) step = work.next();
    if (step.done) return step.value;
    onProgress(step.value);
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal.throwIfAborted();
  }
}

/** Work that lasts longer than so many ms says how far it has come. */
const patience = 300;

/** Runs work in slices, one piece at a time: newer work ends older. */
export class LatestWork {
  #controller = new AbortController();

  /** Ends what is being done. */
  stop(): void {
    this.#controller.abort();
  }

  /** Resolves with what the work gives, or with undefined when it was ended; `onProgress` is told shares from 0 to 1. */
  async run<T>(work: Generator<number, T, void>, onProgress: (share: number) => void): Promise<T | undefined> {
    this.stop();
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    const began = performance.now();
    try {
      return await inSlices(work, signal, (share) => {
        if (performance.now() - began > patience) onProgress(share);
      });
    } catch (reason) {
      if (signal.aborted) return undefined;
      throw reason;
    }
  }
}
