/** Draws one reading: summary, troubles, sections, listing, note. */
import { select } from 'd3';
import { fill } from '#i18n/fill.ts';
import type { Words } from '#i18n/words.ts';
import { renderSdpListing, type SdpListingRow } from '#views/sdp-listing.ts';
import { drawNote, moreText, reasonOf } from './note.ts';
import { button, named, write } from './parts.ts';
import type { Reading } from './reading.ts';

type SdpWords = Words['sdp'];

export interface View {
  readonly reading: Reading;
  /** Index into the rows of the reading. */
  readonly selected: number;
  readonly hidesIgnored: boolean;
  readonly name: string;
}

/** Sections that have a button; a text with more of them is no session any more. */
const mostSections = 40;

export class Screen {
  readonly #root: HTMLElement;
  readonly #words: SdpWords;
  readonly #onSelect: (index: number) => void;
  #filtered: { reading?: Reading; hides: boolean; indexes: readonly number[]; lines: readonly SdpListingRow[] };
  #trouble = -1;

  constructor(root: HTMLElement, words: SdpWords, signal: AbortSignal, onSelect: (index: number) => void) {
    this.#root = root;
    this.#words = words;
    this.#onSelect = onSelect;
    this.#filtered = { hides: false, indexes: [], lines: [] };
    button(root, 'go').addEventListener('click', () => this.#onSelect(this.#trouble), { signal });
  }

  draw(view: View): void {
    this.#filter(view);
    write(named(this.#root, 'summary'), this.#summary(view.reading));
    this.#drawTrouble(view.reading);
    this.#drawSections(view);
    const { indexes, lines } = this.#filtered;
    renderSdpListing(named(this.#root, 'listing'), {
      rows: lines,
      selected: view.hidesIgnored ? indexes.indexOf(view.selected) : view.selected,
      name: view.name,
      more: moreText(this.#words),
      onSelect: (shown) => this.#onSelect(view.hidesIgnored ? (indexes[shown] ?? -1) : shown),
    });
    drawNote(this.#root, view.reading, view.selected, this.#words);
  }

  /** The row before or after one, among those that are shown. */
  neighbour(index: number, step: number): number {
    const { hides, indexes, lines } = this.#filtered;
    const at = hides ? indexes.indexOf(index) : index;
    const next = Math.min(Math.max(at + step, 0), lines.length - 1);
    return hides ? (indexes[next] ?? -1) : next;
  }

  #filter({ reading, hidesIgnored }: View): void {
    if (this.#filtered.reading === reading && this.#filtered.hides === hidesIgnored) return;
    const indexes = hidesIgnored ? reading.lines.flatMap((line, index) => (line.ignored ? [] : [index])) : [];
    const lines = hidesIgnored ? reading.lines.filter((line) => !line.ignored) : reading.lines;
    this.#filtered = { reading, hides: hidesIgnored, indexes, lines };
  }

  #summary({ description, compared, counts, ignored }: Reading): string {
    const { explorer } = this.#words;
    if (compared) return fill(explorer.differences, counts);
    if (description.lineCount === 0) return explorer.nothing;
    return fill(explorer.lines, { count: description.lineCount.toLocaleString(), ignored: ignored.toLocaleString() });
  }

  #drawTrouble(reading: Reading): void {
    const { explorer } = this.#words;
    const problem = reading.compared ? undefined : reading.description.problems.at(0);
    const missing = reading.requirements[0];
    const line = problem?.line ?? missing?.line;
    named(this.#root, 'trouble').hidden = line === undefined;
    if (line === undefined) return;
    this.#trouble = line - 1;
    const sentences = problem
      ? [fill(explorer.firstBad, { line, reason: reasonOf(this.#words, problem) }), this.#countOfBad(reading)]
      : reading.requirements.slice(0, 3).map(({ key, params, line: number }) => {
          const reason = fill(this.#words.requirement[key], params);
          return fill(explorer.refused, { line: number, reason });
        });
    write(named(this.#root, 'reasons'), sentences.filter((sentence) => sentence !== '').join(' '));
    write(button(this.#root, 'go'), fill(explorer.goToLine, { line }));
  }

  #countOfBad({ description }: Reading): string {
    const count = description.problems.length;
    return count > 1 ? fill(this.#words.explorer.moreBad, { count: count.toLocaleString() }) : '';
  }

  #drawSections({ reading, selected }: View): void {
    const current = reading.rows[selected]?.section;
    const sections = reading.description.sections.slice(0, mostSections);
    select(named(this.#root, 'sections'))
      .selectAll<HTMLButtonElement, (typeof sections)[number]>('button')
      .data(sections)
      .join((enter) => enter.append('button').attr('type', 'button'))
      .attr('aria-current', (section) => (section === current ? 'true' : null))
      .text(({ index, media, mid }) =>
        index === 0 ? this.#words.explorer.session : mid === '' ? media : `${media} · ${mid}`,
      )
      .on('click', (_, section) => this.#onSelect(reading.rows.findIndex((row) => row.section === section)));
  }
}
