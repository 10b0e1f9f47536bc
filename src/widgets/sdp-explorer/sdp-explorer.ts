import type { SessionDescription } from '#domain/sdp/session-description.ts';
import { formatSessionDescription, parseSessionDescription } from '#domain/sdp/session-description.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import type { Words } from '#i18n/words.ts';
import { type SampleDescriptions, sampleDescriptions } from '#lab/sample-descriptions.ts';
import { createTraceLog } from '#lab/trace-log.ts';
import { button, named, write } from '#widgets/parts.ts';
import { inSlices } from './in-slices.ts';
import { rowShownAt, shownIndex } from './listing-rows.ts';
import { OwnText } from './own-text.ts';
import { type Reading, readDifference, readText } from './reading.ts';
import { Screen } from './screen.ts';
import { chosen, markTab, type TabName, wireTabs } from './tabs.ts';

/** `<sdp-explorer>`: makes a real offer and answer in this browser, and explains them, or any text, line by line. */
class SdpExplorer extends HTMLElement {
  #controller = new AbortController();
  #events: TraceEvent[] = [];
  #reading: Reading | undefined;
  #made: SampleDescriptions | undefined;
  #tab: TabName = 'offer';
  #selected = new Map<string, number>();
  #work = new AbortController();
  #screen: Screen | undefined;
  #own: OwnText | undefined;

  /** What is shown now, parsed; for a reader's console. */
  get session(): SessionDescription | undefined {
    return this.#reading?.description;
  }

  /** What the two connections did to make the descriptions. */
  get trace(): readonly TraceEvent[] {
    return this.#events;
  }

  get #words(): Words['sdp'] {
    return JSON.parse(this.dataset['words'] ?? '{}');
  }

  connectedCallback(): void {
    this.#controller = new AbortController();
    this.connect(this.#controller.signal);
  }

  disconnectedCallback(): void {
    this.#controller.abort();
    this.#work.abort();
  }

  /** Starts everything; all of it ends when the signal aborts. */
  connect(signal: AbortSignal): void {
    const words = this.#words;
    this.#screen = new Screen(this, words, signal, (index) => this.#select(index));
    const undo = (): void => this.#own?.reset(this.#made?.offer ?? '');
    this.#own = new OwnText(this, words.explorer, signal, undo, (isNew) => this.#onOwnText(isNew));
    wireTabs(this, signal, (tab) => this.#show(tab));
    this.addEventListener('change', (event) => this.#onChange(event), { signal });
    this.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    button(this, 'new').addEventListener('click', () => void this.#make(), { signal });
    button(this, 'copy').addEventListener('click', () => void this.#copy(this.#wholeText()), { signal });
    button(this, 'copy-line').addEventListener('click', () => void this.#copy(this.#lineText()), { signal });
    window.addEventListener('pagehide', () => this.#work.abort(), { signal });
    if (typeof RTCPeerConnection === 'undefined') this.#doWithout();
    else void this.#make();
  }

  /** Reads the reader's text anew; a text that came as a whole begins at its first bad line. */
  #onOwnText(isNew: boolean): void {
    if (isNew) this.#selected.delete('yours');
    if (this.#tab === 'yours') void this.#read();
  }

  /** Without WebRTC the recorded offer stays on the page, and the reader's own text can still be read. */
  #doWithout(): void {
    this.dataset['unsupported'] = '';
    this.dataset['ready'] = '';
    this.#show('yours');
  }

  async #make(): Promise<void> {
    const { explorer } = this.#words;
    const carries = chosen(this, 'carries');
    if (carries !== 'data' && carries !== 'media' && carries !== 'both') return;
    this.#work.abort();
    this.#work = new AbortController();
    const { signal } = this.#work;
    this.#events = [];
    try {
      const made = await sampleDescriptions(
        carries,
        createTraceLog((event) => this.#events.push(event)),
        signal,
      );
      signal.throwIfAborted();
      this.#made = made;
      this.#selected.clear();
      if (!this.#own?.isTouched) this.#own?.reset(made.offer);
      this.#show(this.#tab);
    } catch (reason) {
      if (signal.aborted) return;
      const { name, message } = reason instanceof Error ? reason : { name: 'Error', message: String(reason) };
      write(named(this, 'summary'), fill(explorer.failed, { name, message }));
      this.dataset['ready'] = 'failed';
    }
  }

  #show(tab: TabName): void {
    this.#tab = tab;
    const { explorer } = this.#words;
    markTab(this, tab);
    named(this, 'liveness').dataset['tone'] = tab === 'yours' ? 'n' : 'ok';
    write(named(this, 'liveness'), tab === 'yours' ? explorer.own : explorer.live);
    void this.#read();
  }

  /** Reads the text of the tab in slices and draws it; a newer reading ends an older one. */
  async #read(): Promise<void> {
    this.#work.abort();
    this.#work = new AbortController();
    const { signal } = this.#work;
    const began = performance.now();
    const { explorer } = this.#words;
    try {
      const reading = await inSlices(this.#readingOf(), signal, (share) => {
        if (performance.now() - began < 300) return;
        write(named(this, 'summary'), fill(explorer.reading, { percent: Math.floor(share * 100) }));
      });
      this.#reading = reading;
      if (!this.#selected.has(this.#key)) this.#selected.set(this.#key, firstToRead(reading));
      this.#draw();
      this.dataset['ready'] = this.#tab;
    } catch (reason) {
      if (!signal.aborted) throw reason;
    }
  }

  *#readingOf(): Generator<number, Reading, void> {
    const { offer = '', answer = '', gathered = '' } = this.#made ?? {};
    if (this.#tab === 'yours') return yield* readText(this.#own?.text ?? '');
    if (this.#tab === 'answer') return yield* readText(answer);
    if (this.#tab === 'offer') return yield* readText(offer);
    const compared = chosen(this, 'compare') === 'gathered' ? 'gathered' : 'answer';
    const later = parseSessionDescription(compared === 'gathered' ? gathered : answer);
    return readDifference(parseSessionDescription(offer), later, compared);
  }

  /** What a choice of line belongs to. */
  get #key(): string {
    return this.#tab === 'difference' ? `difference ${chosen(this, 'compare')}` : this.#tab;
  }

  /** Index of the chosen row; a text that became shorter has none beyond its end. */
  get #selection(): number {
    return Math.min(this.#selected.get(this.#key) ?? -1, (this.#reading?.length ?? 0) - 1);
  }

  get #hidesIgnored(): boolean {
    return this.querySelector('[name="hide"]:checked') !== null;
  }

  #draw(): void {
    if (!this.#reading) return;
    this.#screen?.draw({
      reading: this.#reading,
      selected: this.#selection,
      hidesIgnored: this.#hidesIgnored,
      name: this.#words.explorer[this.#tab],
    });
  }

  #select(index: number): void {
    this.#selected.set(this.#key, index);
    this.#draw();
  }

  #onChange({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.name === 'carries') void this.#make();
    else if (target.name === 'compare') void this.#read();
    else if (target.name === 'hide') this.#draw();
  }

  /** Keys of the panel; those of text fields, buttons and tabs stay theirs. */
  #onKey(event: KeyboardEvent): void {
    const isOurs =
      event.target === this || (event.target instanceof Element && event.target.closest('[role="listbox"]'));
    if (!isOurs || event.altKey || event.ctrlKey || event.metaKey) return;
    const steps: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };
    const step = steps[event.key];
    if (event.key === 'r' || event.key === 'R') void this.#make();
    else if (step !== undefined) this.#step(step);
    else return;
    event.preventDefault();
  }

  /** Chooses the row some places on, among those that are shown. */
  #step(by: number): void {
    if (!this.#reading) return;
    const hides = this.#hidesIgnored;
    const last = (hides ? this.#reading.used.length : this.#reading.length) - 1;
    const at = shownIndex(this.#reading, hides, this.#selection);
    this.#select(rowShownAt(this.#reading, hides, Math.min(Math.max(at + by, 0), last)));
  }

  #wholeText(): string {
    if (!this.#reading) return '';
    if (!this.#reading.compared) return formatSessionDescription(this.#reading.description);
    const signs = { same: ' ', added: '+', removed: '-', changed: '~' };
    const rows = Array.from({ length: this.#reading.length }, (_, index) => this.#reading?.row(index));
    return rows.map((row) => (row ? `${signs[row.kind]} ${row.line.text}\n` : '')).join('');
  }

  #lineText(): string {
    return this.#reading?.row(this.#selection)?.line.text ?? '';
  }

  async #copy(text: string): Promise<void> {
    const { explorer } = this.#words;
    try {
      await navigator.clipboard.writeText(text);
      write(named(this, 'said'), explorer.copied);
    } catch {
      write(named(this, 'said'), explorer.notCopied);
    }
  }
}

/** The row to begin with: what differs; the first bad line; the first media section; the first line. */
function firstToRead({ length, row, compared, description }: Reading): number {
  if (compared) return Array.from({ length }, (_, index) => row(index)).findIndex((each) => each?.kind !== 'same');
  const problem = description.problems.at(0);
  return problem ? problem.line - 1 : (description.sections[1]?.from ?? Math.min(0, length - 1));
}

customElements.define('sdp-explorer', SdpExplorer);
