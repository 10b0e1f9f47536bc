/**
 * A description line by line: numbers, signs of change, greyed lines, one selected line.
 *
 * The listing is a listbox: its rows share one place in the tab order, and arrow up and down inside it choose a row. Rows are
 * made in chunks, and only those in sight, so that a description of a hundred thousand lines is as quick as one of forty.
 */
import { type Selection, select } from 'd3';
import type { DiffKind } from '#domain/sdp/diff.ts';

export interface SdpListingRow {
  /** Number of the line in its description. */
  readonly number: number;
  readonly text: string;
  readonly kind: DiffKind;
  /** WebRTC ignores the line. */
  readonly ignored: boolean;
  /** The line does not follow the grammar. */
  readonly problem: boolean;
  /** What a screen reader says after the text, as `added, ignored by WebRTC`; may be empty. */
  readonly label: string;
}

/** Rows as an array has them, or made when asked for. */
export interface SdpListingRows {
  readonly length: number;
  slice(from: number, to: number): readonly SdpListingRow[];
}

export interface SdpListingData {
  readonly rows: SdpListingRows;
  /** Index of the selected row; -1 for none. */
  readonly selected: number;
  /** Name of the listing for a screen reader. */
  readonly name: string;
  /** What stands in place of the rest of a very long line, as `… 4,000 more characters`. */
  readonly more: (characters: number) => string;
  readonly onSelect: (index: number) => void;
}

/**
 * Rows made together. With more of them a chunk takes longer to make, with fewer there are more chunks to keep: the root of
 * the number of rows balances the two, a row costing some three times what an empty chunk does.
 */
const rowsOfChunk = ({ rows }: SdpListingData): number => Math.max(100, Math.ceil(Math.sqrt(rows.length / 6)));
/** Characters of a line that are shown; the note beside the listing has the rest. */
const shownCharacters = 400;
/** Height of a row of one line in px, for rows not yet made. */
const estimatedRowHeight = 22;
const signs: Readonly<Record<DiffKind, string>> = { same: '', added: '+', removed: '−', changed: '~' };

/** Draws a listing into an empty scrolling element; calling it again with other data changes only what differs. */
export function renderSdpListing(container: HTMLElement, data: SdpListingData): void {
  const root = select<HTMLElement, SdpListingData>(container).datum(data);
  root
    .attr('role', 'listbox')
    .attr('aria-label', data.name)
    .classed('sdp-listing', true)
    .on('scroll.sdp-listing', () => fillChunks(container))
    .on('keydown.sdp-listing', (event: KeyboardEvent) => onKey(event, data))
    .on('click.sdp-listing', (event: MouseEvent) => onClick(event, data));
  const size = rowsOfChunk(data);
  const starts = Array.from({ length: Math.ceil(data.rows.length / size) }, (_, chunk) => chunk * size);
  root
    .selectAll<HTMLDivElement, number>(':scope > div.sdp-chunk')
    .data(starts)
    .join((enter) => enter.append('div').attr('class', 'sdp-chunk').attr('role', 'none'))
    .filter(':empty')
    .call(keepRoom, data);
  const hadFocus = container.contains(container.ownerDocument.activeElement);
  const shown = container.dataset['shown'];
  container.dataset['shown'] = String(data.selected);
  if (shown !== String(data.selected)) revealChunk(container, data);
  fillChunks(container);
  if (shown !== String(data.selected)) revealRow(container, hadFocus);
}

type Chunks = Selection<HTMLDivElement, number, HTMLElement, SdpListingData>;

/** Keeps the room that the rows of chunks take, about, without the rows. */
function keepRoom(chunks: Chunks, data: SdpListingData): void {
  const size = rowsOfChunk(data);
  chunks.style('height', (start) => `${Math.min(size, data.rows.length - start) * estimatedRowHeight}px`);
}

/** Makes the rows of the chunks in or near sight and takes away the others. */
function fillChunks(container: HTMLElement): void {
  const root = select<HTMLElement, SdpListingData>(container);
  const data = root.datum();
  const chunks = root.selectAll<HTMLDivElement, number>(':scope > div.sdp-chunk');
  const [first, last] = chunksInSight(container, chunks.nodes());
  const focused = Math.floor(Math.max(data.selected, 0) / rowsOfChunk(data));
  chunks.each(function draw(start, chunk) {
    if ((chunk >= first && chunk <= last) || chunk === focused) fillChunk(this, start, data);
    else if (this.firstChild) emptyChunk(this);
  });
}

/** Index of the first and the last chunk that is in sight, or less than a screen away. */
function chunksInSight(container: HTMLElement, chunks: readonly HTMLElement[]): [number, number] {
  if (chunks.length <= 3) return [0, chunks.length - 1];
  const height = container.clientHeight || 500;
  const top = container.scrollTop || 0;
  const first = chunkAt(chunks, top - height);
  return [first, Math.min(chunkAt(chunks, top + 2 * height), first + 4)];
}

/** The last chunk that begins at or above a height. */
function chunkAt(chunks: readonly HTMLElement[], height: number): number {
  let low = 0;
  let high = chunks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((chunks[middle]?.offsetTop ?? 0) <= height) low = middle;
    else high = middle - 1;
  }
  return low;
}

function emptyChunk(chunk: HTMLElement): void {
  chunk.style.height = `${chunk.offsetHeight}px`;
  chunk.replaceChildren();
}

function fillChunk(chunk: HTMLElement, start: number, data: SdpListingData): void {
  chunk.style.height = '';
  select(chunk)
    .selectAll<HTMLDivElement, SdpListingRow>('div.sdp-line')
    .data(data.rows.slice(start, start + rowsOfChunk(data)))
    .join((enter) => {
      const row = enter.append('div').attr('class', 'sdp-line').attr('role', 'option');
      row.append('span').attr('class', 'sdp-number').attr('aria-hidden', 'true');
      row.append('span').attr('class', 'sdp-sign').attr('aria-hidden', 'true');
      row.append('span').attr('class', 'sdp-text');
      row.append('span').attr('class', 'sdp-word');
      return row;
    })
    .each(function draw(row, index) {
      drawRow(this, row, start + index, data);
    });
}

function drawRow(element: HTMLElement, row: SdpListingRow, index: number, data: SdpListingData): void {
  const isSelected = index === data.selected;
  const isReachable = isSelected || (data.selected < 0 && index === 0);
  select(element)
    .attr('data-index', index)
    .attr('data-kind', row.kind)
    .attr('data-ignored', row.ignored ? '' : null)
    .attr('data-problem', row.problem ? '' : null)
    .attr('data-section', row.text.startsWith('m=') ? '' : null)
    .attr('aria-selected', String(isSelected))
    .attr('aria-setsize', data.rows.length)
    .attr('aria-posinset', index + 1)
    .attr('tabindex', isReachable ? 0 : -1);
  const [number, sign, text, word] = element.children;
  write(number, String(row.number));
  write(sign, row.problem ? '!' : signs[row.kind]);
  write(text, shownText(row.text, data.more));
  write(word, row.label === '' ? '' : `, ${row.label}`);
}

function write(element: Element | undefined, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

/** What a line looks like: control characters as their pictures (U+2400 and on), a very long line cut. */
export function shownText(text: string, more: (characters: number) => string): string {
  const rest = text.length - shownCharacters;
  const shown = rest > 0 ? `${text.slice(0, shownCharacters)}${more(rest)}` : text;
  return Array.from(shown, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : character;
  }).join('');
}

function onKey(event: KeyboardEvent, data: SdpListingData): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || event.altKey || event.ctrlKey || event.metaKey || data.rows.length === 0) return;
  event.preventDefault();
  event.stopPropagation();
  data.onSelect(Math.min(Math.max(data.selected + step, 0), data.rows.length - 1));
}

function onClick(event: MouseEvent, data: SdpListingData): void {
  const row = event.target instanceof Element ? event.target.closest('[data-index]') : null;
  if (row) data.onSelect(Number(row.getAttribute('data-index')));
}

/** Scrolls to where a row far away will be, before it is made. */
function revealChunk(container: HTMLElement, data: SdpListingData): void {
  const size = rowsOfChunk(data);
  const chunk = container.children[Math.floor(data.selected / size)];
  if (!(chunk instanceof HTMLElement) || chunk.firstChild || data.selected < size) return;
  container.scrollTop = chunk.offsetTop + (data.selected % size) * estimatedRowHeight - container.clientHeight / 2;
}

/** Scrolls the listing, and only the listing, to the selected row; the focus follows when it was inside. */
function revealRow(container: HTMLElement, hadFocus: boolean): void {
  const row = container.querySelector<HTMLElement>('[aria-selected="true"]');
  if (!row) return;
  const above = row.offsetTop - container.scrollTop;
  if (above < 0) container.scrollTop = row.offsetTop;
  const below = above + row.offsetHeight - container.clientHeight;
  if (below > 0) container.scrollTop += below;
  if (hadFocus) row.focus({ preventScroll: true });
}
