/** Longest stretch of work in ms between two turns of the page. */
const stretch = 12;

/**
 * Runs work that yields now and then, giving the page its turn in between, and tells how far it has come. Rejects with an
 * AbortError when the signal aborts.
 */
export async function inSlices<T>(
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
