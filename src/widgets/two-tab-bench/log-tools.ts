/** The tools of the trace, loaded when they are wanted: copy, paste, print, and the run in a link. */
import type { TraceEvent } from '#domain/trace.ts';
import { ShareTools } from '#widgets/share-tools.ts';
import type { SharedRun } from '#widgets/shared-run.ts';
import { TraceTools } from '#widgets/trace-tools.ts';
import type { AddressFault } from './situation.ts';
import type { TabWords } from './words.ts';

export interface LogToolsOptions {
  shared(): SharedRun;
  /** A trace from elsewhere takes the place of the run. */
  onLoad(browser: string, events: readonly TraceEvent[]): void;
}

export class LogTools {
  readonly trace: TraceTools;
  readonly #share: ShareTools;
  readonly #options: LogToolsOptions;

  constructor(root: HTMLElement, words: TabWords, signal: AbortSignal, options: LogToolsOptions) {
    this.#options = options;
    this.trace = new TraceTools(root, words.bench);
    this.trace.wire(signal, options.onLoad);
    this.#share = new ShareTools(root, words.bench.share);
    this.#share.wire(signal, options.shared);
  }

  /** Shows the run of an address, and gives the number of events that it was shared at, or says why it cannot be read. */
  async open(hash: string): Promise<number | AddressFault> {
    const { hashToRun } = await import('#widgets/shared-run.ts');
    const opened = await hashToRun(hash);
    if (opened?.broken) this.#share.sayBroken();
    if (opened?.broken !== false) return opened?.otherVersion ? 'otherVersion' : 'brokenRun';
    this.trace.show(opened.reading, this.#options.onLoad);
    if (opened.reading.events.length === 0) return 'brokenRun';
    return opened.cursor;
  }
}
