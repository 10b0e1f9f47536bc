/** Draws one reading: summary, troubles, sections, listing, note. */
import { select } from 'd3';
import { fill } from '#i18n/fill.ts';
import type { Words } from '#i18n/words.ts';
import { renderSdpListing } from '#views/sdp-listing.ts';
import { button, named, write } from '#widgets/parts.ts';
import { listingRows, rowShownAt, shownIndex } from './listing-rows.ts';
import { drawNote, moreText, reasonOf } from './note.ts';
import type { Reading } from './reading.ts';

type SdpWords = Words['sdp'];

export interface View {
  readonly reading: Reading;
  /** Index into the rows of the reading. */
  readonly selected: number;
  readonly hidesIgnored: boolean;
  readonly name: string;
  /** Said where there is nothing to read. */
  readonly nothing: string;
}

/** Sections that have a button; a text with more of them is no session any more. */
const mostSections = 40;

export class Screen {
  readonly #root: HTMLElement;
  readonly #words: SdpWords;
  readonly #onSelect: (index: number) => void;
  #trouble = -1;

  constructor(root: HTMLElement, words: SdpWords, signal: AbortSignal, onSelect: (index: number) => void) {
    this.#root = root;
    this.#words = words;
    this.#onSelect = onSelect;
    button(root, 'go').addEventListener('click', () => this.#onSelect(this.#trouble), { signal });
  }

  draw({ reading, selected, hidesIgnored, name, nothing }: View): void {
    write(named(this.#root, 'summary'), reading.length === 0 ? nothing : this.#summary(reading));
    this.#drawTrouble(reading);
    this.#drawSections(reading, selected);
    renderSdpListing(named(this.#root, 'listing'), {
      rows: listingRows(reading, hidesIgnored, this.#words.listing),
      selected: shownIndex(reading, hidesIgnored, selected),
      name,
      more: moreText(this.#words),
      onSelect: (shown) => this.#onSelect(rowShownAt(reading, hidesIgnored, shown)),
    });
    drawNote(this.#root, reading, selected, this.#words);
  }

  #summary({ compared, counts, length, used }: Reading): string {
    const { explorer } = this.#words;
    if (compared) return fill(explorer.differences, counts);
    return fill(explorer.lines, { count: length.toLocaleString(), ignored: (length - used.length).toLocaleString() });
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

  #drawSections(reading: Reading, selected: number): void {
    const current = reading.row(selected)?.section;
    const sections = reading.description.sections.slice(0, mostSections);
    select(named(this.#root, 'sections'))
      .selectAll<HTMLButtonElement, (typeof sections)[number]>('button')
      .data(sections)
      .join((enter) => enter.append('button').attr('type', 'button'))
      .attr('aria-current', (section) => (section === current ? 'true' : null))
      .text(({ index, media, mid }) =>
        index === 0 ? this.#words.explorer.session : mid === '' ? media : `${media} · ${mid}`,
      )
      .on('click', (_, section) => this.#onSelect(reading.indexOf(section)));
  }
}
