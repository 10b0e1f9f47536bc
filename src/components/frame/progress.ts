import { fill } from '#i18n/fill.ts';

/** What this browser remembers, and only this browser: the lessons read to their end, and the one opened last. */
export interface Progress {
  done: readonly string[];
  here: string | undefined;
}

const key = 'trickle-progress';

const none: Progress = { done: [], here: undefined };

/** Reads what was stored: `{"done":["signaling/sdp"],"here":"signaling/offer-answer"}`; anything else counts as none. */
export function parseProgress(stored: string): Progress {
  try {
    const value: unknown = JSON.parse(stored);
    if (typeof value !== 'object' || value === null) return none;
    const done = 'done' in value && Array.isArray(value.done) ? value.done : [];
    const here = 'here' in value && typeof value.here === 'string' ? value.here : undefined;
    return { done: done.filter((path) => typeof path === 'string'), here };
  } catch {
    return none;
  }
}

/** Where the reader stands among the written lessons: the lesson opened last, or, once that is done, the next one not done. */
export function standing({ done, here }: Progress, written: readonly string[]): string | undefined {
  if (here === undefined || !done.includes(here)) return here;
  return written.slice(written.indexOf(here) + 1).find((path) => !done.includes(path));
}

export function readProgress(): Progress {
  try {
    return parseProgress(localStorage.getItem(key) ?? '');
  } catch {
    return none;
  }
}

export function storeProgress(progress: Progress): void {
  try {
    localStorage.setItem(key, JSON.stringify(progress));
  } catch {
    // A browser that stores nothing shows every lesson as ahead.
  }
}

/** Writes `3/8`, or the sentence of the element, into everything that counts lessons; a track not begun keeps its words. */
export function showCounts(root: ParentNode, { done }: Progress): void {
  for (const count of root.querySelectorAll<HTMLElement>('[data-count]')) {
    const paths = (count.dataset['count'] ?? '').split(' ');
    const read = paths.filter((path) => done.includes(path)).length;
    if (read > 0)
      count.textContent = fill(count.dataset['sentence'] ?? '{done}/{total}', { done: read, total: paths.length });
  }
}
