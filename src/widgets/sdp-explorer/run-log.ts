/** The Log tab: the run that is shown as text, copied, shared, pasted and printed; and, on every tab, whose run it is. */
import { cut } from '#domain/step.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import { renderLog } from '#widgets/log-pane.ts';
import { button, named, write } from '#widgets/parts.ts';
import { ShareTools } from '#widgets/share-tools.ts';
import type { View } from '#widgets/shared-run.ts';
import { TraceTools } from '#widgets/trace-tools.ts';
import type { Run, Runs } from './runs.ts';
import type { TabName } from './tabs.ts';
import type { ExplorerWords } from './words.ts';

export class RunLog {
  readonly #root: HTMLElement;
  readonly #words: ExplorerWords;
  readonly #runs: Runs;
  readonly #tools: TraceTools;
  readonly #share: ShareTools;
  readonly #onShown: () => void;
  #drawn: Run | undefined;

  /** Calls `onShown` when another run is to be shown: one that was pasted, or again this browser's own. */
  constructor(root: HTMLElement, words: ExplorerWords, runs: Runs, signal: AbortSignal, onShown: () => void) {
    this.#root = root;
    this.#words = words;
    this.#runs = runs;
    this.#onShown = onShown;
    const tools = new TraceTools(root, words.trace);
    this.#tools = tools;
    tools.wire(signal, (browser, events) => this.#load(browser, events));
    this.#share = new ShareTools(root, words.share);
    // what is shared lies on this tab, so the reader of the link begins here too
    this.#share.wire(signal, () => ({ ...runs.shown, cursor: runs.shown.events.length, tab: 'log' }));
    const onClick = (name: string, action: () => void): void =>
      button(root, name).addEventListener('click', action, { signal });
    onClick('copy', () => void tools.copy(runs.shown.browser, runs.shown.events));
    onClick('print', () => window.print());
    onClick('undo-trace', () => {
      runs.undo();
      // the button goes, and the focus would go with it
      root.focus({ preventScroll: true });
      onShown();
    });
    window.addEventListener('beforeprint', () => this.draw(runs.shown.events.length), { signal });
  }

  /** Shows the run that the page's address holds; gives the view of it, or undefined where there is none. */
  async openLink(): Promise<View | undefined> {
    if (!location.hash.startsWith('#run=')) return undefined;
    const { hashToRun } = await import('#widgets/shared-run.ts');
    const opened = await hashToRun(location.hash);
    if (opened?.broken !== false) {
      this.#share.sayBroken();
      return { cursor: 0, tab: 'log' };
    }
    this.#tools.show(opened.reading, (browser, events) => this.#load(browser, events));
    return opened;
  }

  #load(browser: string, events: readonly TraceEvent[]): void {
    this.#runs.paste(browser, events);
    this.#onShown();
  }

  /** Draws the transcript, all of it or as much as the page keeps. */
  draw(most?: number): void {
    const { shown } = this.#runs;
    const { events } = shown;
    renderLog(this.#root, events, events.length, this.#words.trace, most);
    if (shown !== this.#drawn) {
      // another run is read from its beginning
      named(this.#root, 'log').scrollTop = 0;
      this.#tools.clear();
      this.#drawn = shown;
    }
    const time = (events.at(-1)?.t ?? 0).toFixed(1);
    const count = events.length.toLocaleString();
    write(
      named(this.#root, 'run-summary'),
      fill(this.#words.explorer.runSummary, { browser: this.#browser, count, time }),
    );
  }

  /** Says whether what a tab shows is made here, recorded elsewhere, or the reader's own. */
  drawSource(tab: TabName): void {
    const { explorer } = this.#words;
    const isRecorded = this.#runs.isRecorded && tab !== 'yours';
    const browser = this.#browser;
    named(this.#root, 'recorded').hidden = !isRecorded;
    write(named(this.#root, 'recorded-run'), isRecorded ? fill(explorer.recordedRun, { browser }) : '');
    const liveness = named(this.#root, 'liveness');
    const isOwn = tab === 'yours';
    liveness.dataset['tone'] = isOwn || isRecorded ? 'n' : 'ok';
    write(liveness, isOwn ? explorer.own : isRecorded ? fill(explorer.recorded, { browser }) : explorer.live);
  }

  get #browser(): string {
    return cut(this.#runs.shown.browser) || this.#words.trace.unknownBrowser;
  }
}
