/** Loads a widget's script when one of its elements comes into view, or is about to; pages without the element load nothing. */
export function loadWhenVisible(name: string, load: () => Promise<unknown>): void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      void loadOrRetry(load);
    },
    { rootMargin: '200px' },
  );
  for (const element of document.querySelectorAll(name)) observer.observe(element);
}

/** A script that does not arrive, as when the page is left or the network is away, is asked for again when either is back. */
async function loadOrRetry(load: () => Promise<unknown>): Promise<void> {
  try {
    await load();
  } catch {
    const retry = new AbortController();
    for (const event of ['pageshow', 'online']) {
      window.addEventListener(
        event,
        () => {
          retry.abort();
          void loadOrRetry(load);
        },
        { signal: retry.signal },
      );
    }
  }
}
