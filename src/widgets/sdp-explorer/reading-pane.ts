/** The lines that are read on a tab, and the one that is chosen among them. */
import type { SessionDescription } from '#domain/sdp/session-description.ts';
import { fill } from '#i18n/fill.ts';
import { button, named, write } from '#widgets/parts.ts';
import { LatestWork } from './in-slices.ts';
import { rowShownAt, shownIndex } from './listing-rows.ts';
import { firstToRead, type Reading, textOf } from './reading.ts';
import { Screen } from './screen.ts';
import { nothingText, type ReadingTab, readingOf, type ToRead } from './what-to-read.ts';
import type { ExplorerWords } from './words.ts';

export class ReadingPane {
  readonly #root: HTMLElement;
  readonly #words: ExplorerWords;
  readonly #screen: Screen;
  readonly #work = new LatestWork();
  /** Index of the chosen row, by what it is a row of. */
  readonly #chosen = new Map<string, number>();
  #read: { reading: Reading; from: ToRead } | undefined;

  constructor(root: HTMLElement, words: ExplorerWords, signal: AbortSignal) {
    this.#root = root;
    this.#words = words;
    this.#screen = new Screen(root, words, signal, (index) => this.#choose(index));
    const onClick = (name: string, action: () => void): void =>
      button(root, name).addEventListener('click', action, { signal });
    onClick('copy-text', () => void this.#copy(this.#read ? textOf(this.#read.reading) : ''));
    onClick('copy-line', () => void this.#copy(this.#read?.reading.row(this.#selected)?.line.text ?? ''));
    signal.addEventListener('abort', () => this.stop());
  }

  /** What is read now, or on the tab before. */
  get session(): SessionDescription | undefined {
    return this.#read?.reading.description;
  }

  /** Reads in slices and draws; a newer reading ends an older one. Resolves with whether this one came to its end. */
  async show(from: ToRead): Promise<boolean> {
    const { explorer } = this.#words;
    const reading = await this.#work.run(readingOf(from), (share) =>
      write(named(this.#root, 'summary'), fill(explorer.reading, { percent: Math.floor(share * 100) })),
    );
    if (!reading) return false;
    this.#read = { reading, from };
    if (!this.#chosen.has(this.#key)) this.#chosen.set(this.#key, firstToRead(reading));
    this.draw();
    return true;
  }

  stop(): void {
    this.#work.stop();
  }

  /** Forgets the lines chosen, on one tab or on all: the texts are other ones now. */
  forget(tab?: ReadingTab): void {
    if (tab) this.#chosen.delete(tab);
    else this.#chosen.clear();
  }

  draw(): void {
    if (!this.#read) return;
    const { reading, from } = this.#read;
    const { explorer } = this.#words;
    this.#screen.draw({
      reading,
      selected: this.#selected,
      hidesIgnored: this.#hidesIgnored,
      name: explorer[from.tab],
      nothing: nothingText(from, explorer),
    });
  }

  /** Chooses the row some places on, among those that are shown. */
  step(by: number): void {
    if (!this.#read) return;
    const { reading } = this.#read;
    const hides = this.#hidesIgnored;
    const last = (hides ? reading.used.length : reading.length) - 1;
    const at = shownIndex(reading, hides, this.#selected);
    this.#choose(rowShownAt(reading, hides, Math.min(Math.max(at + by, 0), last)));
  }

  /** What a choice of row belongs to. */
  get #key(): string {
    const { tab = 'offer', compared = 'answer' } = this.#read?.from ?? {};
    return tab === 'difference' ? `${tab} ${compared}` : tab;
  }

  /** Index of the chosen row; a text that became shorter has none beyond its end. */
  get #selected(): number {
    return Math.min(this.#chosen.get(this.#key) ?? -1, (this.#read?.reading.length ?? 0) - 1);
  }

  get #hidesIgnored(): boolean {
    return this.#root.querySelector('[name="hide"]:checked') !== null;
  }

  #choose(index: number): void {
    this.#chosen.set(this.#key, index);
    this.draw();
  }

  async #copy(text: string): Promise<void> {
    const { explorer } = this.#words;
    try {
      await navigator.clipboard.writeText(text);
      write(named(this.#root, 'said'), explorer.copied);
    } catch {
      write(named(this.#root, 'said'), explorer.notCopied);
    }
  }
}
