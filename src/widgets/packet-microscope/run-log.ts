/** The Log tab: the run as text, copied, shared by a link, pasted and printed. */
import type { TraceEvent } from '#domain/trace.ts';
import { renderLog } from '#widgets/log-pane.ts';
import { button } from '#widgets/parts.ts';
import { ShareTools } from '#widgets/share-tools.ts';
import { TraceTools } from '#widgets/trace-tools.ts';
import type { Desk } from './desk.ts';
import type { MicroscopeWords } from './words.ts';

type OnRun = (browser: string, events: readonly TraceEvent[], cursor?: number) => void;

export class RunLog {
  readonly #root: HTMLElement;
  readonly #words: MicroscopeWords;
  readonly #desk: Desk;
  readonly #tools: TraceTools;
  readonly #share: ShareTools;
  readonly #onRun: OnRun;

  /** Calls `onRun` with a run from elsewhere; `cursor` gives the place in this one at the moment of sharing. */
  constructor(
    root: HTMLElement,
    words: MicroscopeWords,
    desk: Desk,
    signal: AbortSignal,
    cursor: () => number,
    onRun: OnRun,
  ) {
    this.#root = root;
    this.#words = words;
    this.#desk = desk;
    this.#onRun = onRun;
    this.#tools = new TraceTools(root, words.trace);
    this.#tools.wire(signal, onRun);
    this.#share = new ShareTools(root, words.share);
    this.#share.wire(signal, () => ({ ...desk.run, cursor: cursor(), tab: 'log' }));
    const copy = (): void => void this.#tools.copy(desk.run.browser, desk.events);
    button(root, 'copy').addEventListener('click', copy, { signal });
    button(root, 'print').addEventListener('click', () => window.print(), { signal });
    window.addEventListener('beforeprint', () => this.draw(desk.events.length), { signal });
  }

  draw(most?: number): void {
    const { events } = this.#desk;
    renderLog(this.#root, events, events.length, this.#words.trace, most);
  }

  /** Shows the run that the page's address holds; resolves with whether there was one. */
  async openLink(): Promise<boolean> {
    if (!location.hash.startsWith('#run=')) return false;
    const { hashToRun } = await import('#widgets/shared-run.ts');
    const opened = await hashToRun(location.hash);
    if (opened?.broken !== false) {
      this.#share.sayBroken();
      return false;
    }
    this.#tools.show(opened.reading, (browser, events) => this.#onRun(browser, events, opened.cursor));
    return true;
  }
}
