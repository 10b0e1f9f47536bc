/** A run as a link or a file, and the run that the page's address holds. */
import type { TraceEvent } from '#domain/trace.ts';
import { ShareTools } from '#widgets/share-tools.ts';
import type { SharedRun } from '#widgets/shared-run.ts';
import type { TraceTools } from '#widgets/trace-tools.ts';
import type { RelayWords } from './words.ts';

export interface LinkUse {
  /** The run and the view of it at the moment of sharing. */
  current(): SharedRun;
  /** Shows a run that came in a link, after so many of its events. */
  load(browser: string, events: readonly TraceEvent[], cursor: number): void;
  choose(tab: string): void;
}

/** Wires what shares a run; returns what opens the run of the address, false where there is none that can be read. */
export function wireLinks(
  root: HTMLElement,
  tools: TraceTools,
  words: RelayWords,
  signal: AbortSignal,
  use: LinkUse,
): () => Promise<boolean> {
  const share = new ShareTools(root, words.share);
  share.wire(signal, () => use.current());
  const open = async (): Promise<boolean> => {
    if (!location.hash.startsWith('#run=')) return false;
    const { hashToRun } = await import('#widgets/shared-run.ts');
    const opened = await hashToRun(location.hash);
    if (signal.aborted) return false;
    root.scrollIntoView({ block: 'start' });
    if (opened?.broken !== false) {
      use.choose('log');
      share.sayBroken();
      return false;
    }
    tools.show(opened.reading, (browser, events) => use.load(browser, events, opened.cursor));
    use.choose(opened.tab);
    return true;
  };
  window.addEventListener('hashchange', () => void open(), { signal });
  return open;
}
