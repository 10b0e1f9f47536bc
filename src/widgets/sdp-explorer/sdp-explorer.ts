import type { SessionDescription } from '#domain/sdp/session-description.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import { button, named, write } from '#widgets/parts.ts';
import { OwnText } from './own-text.ts';
import { ReadingPane } from './reading-pane.ts';
import { RunLog } from './run-log.ts';
import { isCarried, Runs } from './runs.ts';
import { chosen, isTabName, markTab, type TabName, wireTabs } from './tabs.ts';
import type { ReadingTab } from './what-to-read.ts';
import type { ExplorerWords } from './words.ts';

/** `<sdp-explorer>`: makes a real offer and answer in this browser, and explains them, or any text, line by line. */
class SdpExplorer extends HTMLElement {
  readonly #runs = new Runs();
  #controller = new AbortController();
  #making = new AbortController();
  #tab: TabName = 'offer';
  #pane: ReadingPane | undefined;
  #own: OwnText | undefined;
  #log: RunLog | undefined;

  /** What is read now, parsed; for a reader's console. */
  get session(): SessionDescription | undefined {
    return this.#pane?.session;
  }

  /** Everything that has happened in the run shown, for a reader's console: an array of `TraceEvent`s. */
  get trace(): readonly TraceEvent[] {
    return this.#runs.shown.events;
  }

  get #words(): ExplorerWords {
    return JSON.parse(this.dataset['words'] ?? '{}');
  }

  connectedCallback(): void {
    this.#controller = new AbortController();
    this.connect(this.#controller.signal);
  }

  disconnectedCallback(): void {
    this.#controller.abort();
    this.#making.abort();
  }

  /** Starts everything; all of it ends when the signal aborts. */
  connect(signal: AbortSignal): void {
    const words = this.#words;
    this.#pane = new ReadingPane(this, words, signal);
    const undo = (): void => this.#own?.reset(this.#runs.ownOffer);
    this.#own = new OwnText(this, words.explorer, signal, undo, (isNew) => this.#onOwnText(isNew));
    this.#log = new RunLog(this, words, this.#runs, signal, () => this.#showRun());
    wireTabs(this, signal, (tab) => this.#show(tab));
    this.addEventListener('change', (event) => this.#onChange(event), { signal });
    this.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    button(this, 'new').addEventListener('click', () => void this.#make(), { signal });
    window.addEventListener('pagehide', () => this.#leave(), { signal });
    if (typeof RTCPeerConnection === 'undefined') this.#doWithout();
    else void this.#make();
    window.addEventListener('hashchange', () => void this.#openLink(), { signal });
    void this.#openLink();
  }

  /** Shows the run that came with the page's address, on the tab that it was shared from. */
  async #openLink(): Promise<void> {
    if (!location.hash.startsWith('#run=')) return;
    this.#show('log');
    const view = await this.#log?.openLink();
    if (isTabName(view?.tab)) this.#show(view.tab);
    this.scrollIntoView({ block: 'start' });
  }

  #leave(): void {
    this.#making.abort();
    this.#pane?.stop();
  }

  /** Reads the reader's text anew; a text that came as a whole begins at its first bad line. */
  #onOwnText(isNew: boolean): void {
    if (isNew) this.#pane?.forget('yours');
    if (this.#tab === 'yours') void this.#read('yours');
  }

  /** Without WebRTC the recorded offer stays on the page, and the reader's own text can still be read. */
  #doWithout(): void {
    this.dataset['unsupported'] = '';
    this.#show('yours');
  }

  async #make(): Promise<void> {
    const carries = chosen(this, 'carries');
    if (!isCarried(carries)) return;
    this.#making.abort();
    this.#making = new AbortController();
    const { signal } = this.#making;
    try {
      await this.#runs.make(carries, signal);
      if (!this.#own?.isTouched) this.#own?.reset(this.#runs.ownOffer);
      this.#showRun();
    } catch (reason) {
      if (!signal.aborted) this.#fail(reason);
    }
  }

  /** What the browser refused is said, and its run shows where. */
  #fail(reason: unknown): void {
    const { name, message } = reason instanceof Error ? reason : { name: 'Error', message: String(reason) };
    this.#log?.draw();
    this.#log?.drawSource(this.#tab);
    const sentence = fill(this.#words.explorer.failed, { name, message });
    for (const part of ['summary', 'run-summary']) write(named(this, part), sentence);
    this.dataset['ready'] = 'failed';
  }

  /** Shows the run anew, because it is another one. */
  #showRun(): void {
    this.#pane?.forget();
    this.#show(this.#tab);
  }

  #show(tab: TabName): void {
    this.#tab = tab;
    markTab(this, tab);
    this.#log?.drawSource(tab);
    if (tab !== 'log') void this.#read(tab);
    else {
      this.#pane?.stop();
      this.#log?.draw();
      this.dataset['ready'] = tab;
    }
  }

  async #read(tab: ReadingTab): Promise<void> {
    const compared = chosen(this, 'compare') === 'gathered' ? 'gathered' : 'answer';
    const own = this.#own?.text ?? '';
    const isRead = await this.#pane?.show({ tab, compared, exchange: this.#runs.exchange, own });
    if (isRead) this.dataset['ready'] = tab;
  }

  #onChange({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.name === 'carries') void this.#make();
    else if (target.name === 'compare') void this.#read('difference');
    else if (target.name === 'hide') this.#pane?.draw();
  }

  /** Keys of the panel; those of text fields, buttons and tabs stay theirs, and the log has no lines to choose. */
  #onKey(event: KeyboardEvent): void {
    const { target, key } = event;
    const isOurs = target === this || (target instanceof Element && target.closest('[role="listbox"]'));
    if (!isOurs || event.altKey || event.ctrlKey || event.metaKey) return;
    const steps: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };
    const step = this.#tab === 'log' ? undefined : steps[key];
    if (key === 'r' || key === 'R') void this.#make();
    else if (step !== undefined) this.#pane?.step(step);
    else return;
    event.preventDefault();
  }
}

customElements.define('sdp-explorer', SdpExplorer);
