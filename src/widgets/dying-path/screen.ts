/** Draws what the reader looks at of a call. */
import type { TraceEvent } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import { layPathLife, pathWidths } from '#views/path-life.ts';
import { renderMoments } from '#views/path-moments.ts';
import { renderSdpChanges } from '#views/sdp-changes.ts';
import { renderTimeShapes } from '#views/time-drawing.ts';
import { renderLog } from '#widgets/log-pane.ts';
import { named, write } from '#widgets/parts.ts';
import { happening, momentRows, offerChanges, pictureOf, secondsText, standsStill } from './pictures.ts';
import type { PathWords } from './words.ts';

/** What of a call is shown: its events, up to a moment in ms of its trace. */
export interface Shown {
  events: readonly TraceEvent[];
  end: number;
  /** How the corner calls it. */
  source: 'live' | 'past' | 'ended' | 'recorded';
  browser: string;
}

export class Screen {
  readonly #root: HTMLElement;
  readonly #words: PathWords;

  constructor(root: HTMLElement, words: PathWords) {
    this.#root = root;
    this.#words = words;
  }

  draw(shown: Shown, pane: string): void {
    const { events, end } = shown;
    const { labels, shortLabels } = this.#words;
    const wide = pictureOf(events, end, this.#words, labels);
    renderTimeShapes(named(this.#root, 'wide'), layPathLife(wide, pathWidths.wide));
    const tall = { ...wide, labels: shortLabels };
    renderTimeShapes(named(this.#root, 'tall'), layPathLife(tall, pathWidths.tall));
    this.#drawSource(shown, end - wide.life.begin);
    if (shown.source === 'live') this.#drawStills(events, end);
    if (pane === 'moments') this.#drawMoments(events, end);
    if (pane === 'sdp') this.#drawChanges(events.filter(({ t }) => t <= end));
    if (pane === 'log') this.drawLog(events);
  }

  /** What happened last, unless something else has been said. */
  tell({ events, end }: Shown): void {
    const { headline, note } = happening(events, end, this.#words);
    this.say(headline, note);
  }

  say(headline: string, note: string): void {
    write(named(this.#root, 'headline'), headline);
    write(named(this.#root, 'note'), note);
  }

  /** Draws the transcript: all of it, or as much as the page keeps. */
  drawLog(events: readonly TraceEvent[], most?: number): void {
    renderLog(this.#root, events, events.length, this.#words.trace, most);
  }

  #drawSource({ source, browser }: Shown, time: number): void {
    const { live, past, ended, recorded, seconds } = this.#words;
    const shownAt = fill(seconds, { s: secondsText(time) });
    const texts = { live, past: fill(past, { time: shownAt }), ended, recorded: fill(recorded, { browser }) };
    const liveness = named(this.#root, 'liveness');
    write(liveness, texts[source]);
    liveness.dataset['tone'] = { live: 'ok', past: 'w', ended: '', recorded: '' }[source];
  }

  /** A picture that stands still looks as if it were there: it is said that no frame arrives. */
  #drawStills(events: readonly TraceEvent[], end: number): void {
    for (const peer of ['a', 'b'] as const) {
      const isStill = standsStill(events, end, peer);
      named(this.#root, `video-${peer}`).classList.toggle('stands-still', isStill);
      named(this.#root, `still-${peer}`).hidden = !isStill;
    }
  }

  /** What the slider says to who cannot see it. */
  sayTime(slider: HTMLInputElement, ms: number, whole: number): void {
    const { seconds, timeText } = this.#words;
    const text = (of: number): string => fill(seconds, { s: secondsText(of) });
    slider.setAttribute('aria-valuetext', fill(timeText, { time: text(ms), end: text(whole) }));
  }

  #drawMoments(events: readonly TraceEvent[], end: number): void {
    const rows = momentRows(events, end, this.#words);
    renderMoments(named(this.#root, 'moments'), rows);
    named(this.#root, 'moments-empty').hidden = rows.length > 0;
  }

  #drawChanges(events: readonly TraceEvent[]): void {
    const changes = offerChanges(events);
    const { sdpHead, sdpNone, sdpLegend } = this.#words;
    write(named(this.#root, 'sdp-head'), changes.length > 0 ? fill(sdpHead, { count: changes.length }) : sdpNone);
    renderSdpChanges(named(this.#root, 'sdp'), changes, sdpLegend);
  }
}
