/** The pane of the sequence diagram: draws the rows in sight, and keeps the line "now" among them. */
import type { Step } from '#domain/step.ts';
import { renderSequence, rowHeight, sequenceRowTop } from '#views/sequence-diagram.ts';
import { named } from '#widgets/parts.ts';
import type { BenchWords } from './bench-words.ts';
import { sequencePicture } from './pictures.ts';
import type { Run } from './run.ts';

export class SequencePane {
  readonly #element: HTMLElement;
  readonly #words: BenchWords;
  #followed = -1;
  /** Height of the sequence as it was drawn last, in px. */
  #drawn = 0;
  /** In px; asking the page for them while drawing would lay it out each time. */
  #pane = { width: 0, height: 0, scrollTop: 0 };

  constructor(root: HTMLElement, words: BenchWords, signal: AbortSignal, redraw: () => void) {
    this.#element = named(root, 'sequence');
    this.#words = words;
    const scrolled = (): void => {
      this.#pane.scrollTop = this.#element.scrollTop;
      redraw();
    };
    this.#element.addEventListener('scroll', scrolled, { signal, passive: true });
    const observer = new ResizeObserver(() => {
      const { clientWidth, clientHeight, scrollTop } = this.#element;
      this.#pane = { width: clientWidth, height: clientHeight, scrollTop };
      redraw();
    });
    observer.observe(this.#element);
    signal.addEventListener('abort', () => observer.disconnect());
  }

  draw(run: Run, cursor: number, planned: readonly Step[]): void {
    if (this.#pane.height === 0) return;
    const moved = this.#follow(run, cursor, planned.length);
    const { width, height, scrollTop } = this.#pane;
    const sight = {
      first: Math.max(0, Math.floor(scrollTop / rowHeight) - 4),
      count: Math.ceil(height / rowHeight) + 8,
    };
    const { sequenceLabel: label, peerA: a, peerB: b, signaling, now } = this.#words;
    // scrolling lays the page out, which costs least before anything is written, where there is room to scroll to
    const room = moved && scrollTop + height <= this.#drawn;
    if (room) this.#element.scrollTop = scrollTop;
    renderSequence(this.#element, sequencePicture(run, cursor, planned, width, sight, { label, a, b, signaling, now }));
    if (moved && !room) this.#element.scrollTop = scrollTop;
    this.#drawn = sequenceRowTop(run.sequence.rows.length + planned.length + 1) + 8;
  }

  /** Keeps the line "now" in sight when the moment changes, and leaves the reader's own scrolling alone otherwise. */
  #follow(run: Run, cursor: number, planned: number): boolean {
    if (cursor === this.#followed) return false;
    this.#followed = cursor;
    const { height, scrollTop } = this.#pane;
    const now = run.sequence.rowsAt(cursor);
    const line = sequenceRowTop(now);
    const after = run.sequence.rows.length - now + planned;
    const lowest = line + (Math.min(after, 2) + 3) * rowHeight - height;
    const highest = line - 3 * rowHeight;
    const wanted = scrollTop < lowest ? lowest : Math.min(scrollTop, Math.max(0, highest));
    const most = Math.max(0, sequenceRowTop(run.sequence.rows.length + planned + 1) + 8 - height);
    this.#pane.scrollTop = Math.min(Math.max(0, wanted), most);
    return this.#pane.scrollTop !== scrollTop;
  }
}
