import { citationHref, citationText } from '#domain/citation.ts';
import { type DiffRow, diffDescriptions } from '#domain/sdp/diff.ts';
import { meaningOf } from '#domain/sdp/line-meaning.ts';
import { parseSessionDescription } from '#domain/sdp/session-description.ts';
import { fill } from '#i18n/fill.ts';
import { renderSdpListing, type SdpListingRow } from '#views/sdp-listing.ts';
import { named, part, write } from '#widgets/parts.ts';
import type { BenchWords } from './bench-words.ts';
import { type Described, describedAt } from './described.ts';
import type { Moment } from './inspector.ts';

type Which = 'offer' | 'answer';

/** The description that was made last, line by line, with what each line means. */
export class SdpPane {
  readonly #root: HTMLElement;
  readonly #words: BenchWords;
  readonly #redraw: () => void;
  #chosen: Which | undefined;
  #newest: Which | undefined;
  #selected = 0;
  #shown: { described?: Described; rows: readonly DiffRow[]; lines: readonly SdpListingRow[] } = {
    rows: [],
    lines: [],
  };

  #drawn: { lines?: readonly SdpListingRow[]; selected: number } = { selected: -1 };
  #explained: DiffRow | undefined;

  constructor(root: HTMLElement, words: BenchWords, signal: AbortSignal, redraw: () => void) {
    this.#root = root;
    this.#words = words;
    this.#redraw = redraw;
    for (const which of ['offer', 'answer'] as const) {
      this.#button(which).addEventListener('click', () => this.#choose(which), { signal });
    }
  }

  draw({ run, cursor }: Moment): void {
    const snapshot = run.index.at(cursor);
    const found = { offer: describedAt(snapshot, 'offer'), answer: describedAt(snapshot, 'answer') };
    const newest = found.answer ? 'answer' : 'offer';
    // a description of the other kind has appeared or gone: the reader's choice was about what there was before
    if (newest !== this.#newest) this.#chosen = undefined;
    this.#newest = newest;
    const which = this.#chosen ?? newest;
    for (const each of ['offer', 'answer'] as const) {
      this.#button(each).setAttribute('aria-pressed', String(each === which));
      this.#button(each).setAttribute('aria-disabled', String(!found[each]));
    }
    this.#show(found[which]);
  }

  #button(which: Which): HTMLElement {
    return part(this.#root, `[data-description=${which}]`, HTMLElement);
  }

  #choose(which: Which): void {
    this.#chosen = which;
    this.#redraw();
  }

  #show(described: Described | undefined): void {
    if (!sameText(described, this.#shown.described)) {
      const rows = rowsOf(described);
      const lines = rows.map((row) => this.#lineOf(row));
      this.#shown = { rows, lines, ...(described ? { described } : {}) };
      this.#selected = mostTelling(rows);
    }
    write(named(this.#root, 'sdp-caption'), this.#caption(described));
    this.#drawListing();
    this.#drawMeaning();
  }

  #caption(described: Described | undefined): string {
    if (!described) return this.#words.sdpEmpty;
    const { peer, description, applied } = described;
    const values = {
      peer: peer.toUpperCase(),
      type: description.type,
      method: description.type === 'offer' ? 'createOffer' : 'createAnswer',
    };
    const caption = fill(applied ? this.#words.sdpLocal : this.#words.sdpCreated, values);
    if (this.#shown.rows.every(({ kind }) => kind === 'same')) return caption;
    return `${caption} ${description.type === 'answer' ? this.#words.sdpAgainst : this.#words.sdpGrown}`;
  }

  #drawListing(): void {
    const { lines } = this.#shown;
    if (this.#drawn.lines === lines && this.#drawn.selected === this.#selected) return;
    this.#drawn = { lines, selected: this.#selected };
    renderSdpListing(named(this.#root, 'sdp'), {
      rows: lines,
      selected: this.#selected,
      name: this.#words.tabs.sdp,
      more: (count) => fill(this.#words.sdpMore, { count }),
      onSelect: (index) => {
        this.#selected = index;
        this.#redraw();
      },
    });
  }

  #drawMeaning(): void {
    const row = this.#shown.rows[this.#selected];
    if (row === this.#explained) return;
    this.#explained = row;
    const note = named(this.#root, 'meaning');
    // the link that is about to go may have the focus, and with it the keys of the panel
    const hadFocus = note.contains(document.activeElement);
    note.hidden = !row;
    if (row) this.#explain(note, row);
    if (hadFocus) ((row && note.querySelector('a')) ?? this.#root).focus({ preventScroll: true });
  }

  #explain(note: HTMLElement, row: DiffRow): void {
    const { key, params, source } = meaningOf(row.line, row.section);
    const { text } = row.line;
    const name = document.createElement('b');
    name.textContent = text.length > 40 ? `${text.slice(0, 39)}…` : text;
    const citation = { doc: source.document, section: source.section };
    const link = document.createElement('a');
    link.href = citationHref(citation);
    link.textContent = citationText(citation);
    note.replaceChildren(name, ` ${fill(this.#words.meaning[key], params)} `, link);
  }

  /** What the listing shows of a difference; a row that WebRTC ignores, or that differs, says so in words too. */
  #lineOf({ kind, line, section }: DiffRow): SdpListingRow {
    const { ignored } = meaningOf(line, section);
    const label = [kind === 'same' ? '' : this.#words.diff[kind], ignored ? this.#words.ignored : ''];
    const { number, text } = line;
    return { number, text, kind, ignored, problem: false, label: label.filter(Boolean).join(', ') };
  }
}

function sameText(one: Described | undefined, other: Described | undefined): boolean {
  return one?.description.sdp === other?.description.sdp && one?.against?.sdp === other?.against?.sdp;
}

/** The row to explain first: the DTLS role that an answer decides, else what differs, else the first media section. */
function mostTelling(rows: readonly DiffRow[]): number {
  const tests: ((row: DiffRow) => boolean)[] = [
    ({ kind, line }) => kind !== 'same' && line.name === 'setup',
    ({ kind, line }) => kind !== 'same' && line.type === 'a',
    ({ line }) => line.type === 'm',
  ];
  const found = tests.map((test) => rows.findIndex(test));
  return found.find((index) => index >= 0) ?? -1;
}

function rowsOf(described: Described | undefined): readonly DiffRow[] {
  if (!described) return [];
  const now = parseSessionDescription(described.description.sdp);
  const before = described.against ? parseSessionDescription(described.against.sdp) : now;
  return diffDescriptions(before, now);
}
