/** Draws a tab, at most once a frame and only while it is in sight. */
import type { CopyPaste } from '#lab/carriers/copy-paste.ts';
import type { Said } from '#lab/chat.ts';
import { renderLog } from '#widgets/log-pane.ts';
import { named } from '#widgets/parts.ts';
import { drawBars } from './bars.ts';
import type { HandPane } from './hand-pane.ts';
import { drawHappening } from './happening.ts';
import { OpeningPane } from './opening-pane.ts';
import type { Shown } from './shown.ts';
import { Stage } from './stage.ts';
import { TalkPane } from './talk-pane.ts';
import type { TwoHalves } from './two-halves.ts';
import type { TabWords } from './words.ts';

export interface ScreenOptions {
  redraw(): void;
  say(text: string): Said;
  byHand(): CopyPaste | undefined;
  /** The transcript was opened. */
  onLog(): void;
}

export class TabScreen {
  readonly opening: OpeningPane;
  readonly #root: HTMLElement;
  readonly #words: TabWords;
  readonly #stage: Stage;
  readonly #talk: TalkPane;
  readonly #makeHand: () => Promise<HandPane>;
  #hand: Promise<HandPane> | undefined;
  readonly #log: HTMLDetailsElement | undefined;
  #clocks: typeof import('./clock-pane.ts') | undefined;
  #plotWidth = 0;
  #inSight = true;

  constructor(root: HTMLElement, words: TabWords, signal: AbortSignal, options: ScreenOptions) {
    this.#root = root;
    this.#words = words;
    this.#stage = new Stage(root, words, signal);
    this.opening = new OpeningPane(root, words);
    this.#talk = new TalkPane(root, words, signal, options.say);
    this.#makeHand = async () => {
      const { HandPane } = await import('./hand-pane.ts');
      return new HandPane(root, words, signal, options.byHand);
    };
    const log = named(root, 'log-box');
    this.#log = log instanceof HTMLDetailsElement ? log : undefined;
    log.addEventListener(
      'toggle',
      () => {
        options.onLog();
        options.redraw();
      },
      { signal },
    );
    this.#watchSight(signal, options.redraw);
    this.#watchPlot(signal, options.redraw);
  }

  draw(shown: Shown): void {
    this.#root.dataset.reason = shown.recorded ? 'recorded' : shown.reason;
    if (!this.#inSight) return;
    const rows = shown.moment.halves.rowsAt(shown.moment.count);
    drawBars(this.#root, shown, this.#words);
    drawHappening(this.#root, shown, this.#words);
    this.#stage.draw(shown, rows);
    this.#drawHand(shown);
    this.opening.draw(shown);
    this.#talk.draw(shown, rows);
    this.#drawClocks(shown);
    if (this.#log?.open) renderLog(this.#root, shown.moment.halves.events, shown.moment.count, this.#words.bench);
  }

  drawWholeLog(halves: TwoHalves): void {
    renderLog(this.#root, halves.events, halves.length, this.#words.bench, halves.length);
  }

  /** Opens the transcript, where the tools of the trace are. */
  openLog(): void {
    if (this.#log) this.#log.open = true;
  }

  /** The script of what a person carries is loaded for who carries. */
  #drawHand(shown: Shown): void {
    if (!this.#hand && (shown.carrier !== 'copy-paste' || shown.reason === 'alone')) return;
    this.#hand ??= this.#makeHand();
    void this.#hand.then((hand) => hand.draw(shown));
  }

  /** The plot's script is loaded as soon as there is a room, for the server that has it may be gone once there are pings. */
  #drawClocks({ moment, reason, recorded }: Shown): void {
    if (this.#clocks) this.#clocks.drawClocks(this.#root, moment, this.#plotWidth, this.#words);
    else if (recorded || reason !== 'alone') void this.#loadClocks();
  }

  async #loadClocks(): Promise<void> {
    try {
      this.#clocks ??= await import('./clock-pane.ts');
    } catch {
      // what did not arrive is asked for again by the next picture
    }
  }

  #watchSight(signal: AbortSignal, redraw: () => void): void {
    const observer = new IntersectionObserver((entries) => {
      this.#inSight = entries.at(-1)?.isIntersecting ?? true;
      redraw();
    });
    observer.observe(this.#root);
    signal.addEventListener('abort', () => observer.disconnect());
  }

  /** Asking the page for the width while drawing would lay it out each time. */
  #watchPlot(signal: AbortSignal, redraw: () => void): void {
    const observer = new ResizeObserver((entries) => {
      this.#plotWidth = entries.at(-1)?.contentRect.width ?? 0;
      redraw();
    });
    observer.observe(named(this.#root, 'clock-plot'));
    signal.addEventListener('abort', () => observer.disconnect());
  }
}
