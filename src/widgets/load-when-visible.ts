/** Loads a widget's script when one of its elements comes into view, or is about to; pages without the element load nothing. */
export function loadWhenVisible(name: string, load: () => Promise<unknown>): void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      void load();
    },
    { rootMargin: '200px' },
  );
  for (const element of document.querySelectorAll(name)) observer.observe(element);
}
