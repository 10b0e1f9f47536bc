/** Draws the instrument at a moment: each part a function of the run and the number of events shown. */
import { fill } from '#i18n/fill.ts';
import { renderCandidateLanes } from '#views/candidate-lanes.ts';
import { renderCandidateLine } from '#views/candidate-line.ts';
import { renderCandidatePriority } from '#views/candidate-priority.ts';
import { renderCandidateScale } from '#views/candidate-scale.ts';
import { renderFactRows } from '#views/fact-rows.ts';
import { renderTimeline } from '#views/timeline.ts';
import { renderLog } from '#widgets/log-pane.ts';
import { button, named, part, write } from '#widgets/parts.ts';
import { type Tabs, wireTabs } from '#widgets/tabs.ts';
import { aboutCandidate, lineFields, preferenceText, priorityPicture, scalePicture } from './candidate-pictures.ts';
import { timeText } from './figures.ts';
import { happeningOf } from './happening.ts';
import { axisOf, lanesPicture, shareOf } from './lanes-picture.ts';
import { type Moment, momentOf } from './moment.ts';
import { announcedRows, statsRows } from './rows.ts';
import type { Run } from './run.ts';
import type { GatheringWords } from './words.ts';

export interface Shown {
  run: Run;
  /** Number of events shown. */
  cursor: number;
  /** Position of the event of the candidate that was chosen. */
  chosen: number | undefined;
  isPast: boolean;
}

export class Screen {
  readonly tabs: Tabs;
  readonly #root: HTMLElement;
  readonly #words: GatheringWords;
  readonly #onPick: (key: number) => void;

  constructor(
    root: HTMLElement,
    words: GatheringWords,
    signal: AbortSignal,
    { redraw, onPick }: { redraw: () => void; onPick: (key: number) => void },
  ) {
    this.#root = root;
    this.#words = words;
    this.#onPick = onPick;
    this.tabs = wireTabs(root, signal, redraw);
  }

  /** Says why something else is shown than what was asked for; nothing: takes it back. */
  tell(text = ''): void {
    const told = named(this.#root, 'told');
    told.hidden = text === '';
    write(told, text);
  }

  draw({ run, cursor, chosen, isPast }: Shown): void {
    const moment = momentOf(run.events, cursor, chosen);
    this.#drawLiveness(run, isPast);
    this.#drawHappening(moment);
    renderCandidateLanes(named(this.#root, 'lanes'), lanesPicture(moment, this.#words), this.#onPick);
    this.#drawSelected(moment);
    this.#drawTables(moment);
    if (this.tabs.chosen() === 'events') renderLog(this.#root, run.events, cursor, this.#words.trace);
    this.#drawTime(run, cursor, moment);
  }

  drawWholeLog(run: Run): void {
    renderLog(this.#root, run.events, run.events.length, this.#words.trace, run.events.length);
  }

  #drawLiveness({ isLive, browser }: Run, isPast: boolean): void {
    const { live, past, recorded, unknownBrowser } = this.#words;
    const liveness = named(this.#root, 'liveness');
    liveness.dataset['tone'] = isPast ? 'w' : isLive ? 'ok' : 'n';
    const text = isPast ? past : isLive ? live : fill(recorded, { browser: browser || unknownBrowser });
    write(liveness, text);
    button(this.#root, 'live').disabled = !isPast;
  }

  #drawHappening(moment: Moment): void {
    const { who, code, sentence, diagnosis, tone } = happeningOf(moment, this.#words);
    write(named(this.#root, 'who'), who);
    write(named(this.#root, 'code'), code);
    write(named(this.#root, 'sentence'), sentence);
    const says = named(this.#root, 'diagnosis');
    says.hidden = diagnosis === '';
    says.dataset['tone'] = tone;
    says.dataset['diagnosis'] = moment.diagnosis.kind;
    write(says, diagnosis);
  }

  #drawSelected({ selected, gathering }: Moment): void {
    const root = this.#root;
    const words = this.#words;
    renderCandidateScale(named(root, 'scale'), scalePicture(gathering, selected, words));
    for (const name of ['selected', 'preference']) named(root, name).hidden = !selected;
    const about = selected ? aboutCandidate(selected, words) : { title: '', text: [words.noneSelected] };
    write(named(root, 'about-title'), about.title);
    const paragraphs = about.text.map((text) => Object.assign(document.createElement('p'), { textContent: text }));
    named(root, 'about').replaceChildren(named(root, 'about-title'), ...paragraphs);
    if (!selected) return;
    const { candidate, line } = selected;
    write(named(root, 'preference'), preferenceText(selected, words));
    write(named(root, 'priority-title'), fill(words.priority, { priority: candidate.priority }));
    renderCandidatePriority(named(root, 'priority'), priorityPicture(candidate, gathering, words));
    renderCandidateLine(named(root, 'line'), lineFields(line, words));
  }

  #drawTables({ gathering, selected, samples }: Moment): void {
    const words = this.#words;
    const count = gathering.candidates.length;
    write(part(this.#root, '[data-tab="all"]', HTMLElement), fill(words.tabs.all, { count }));
    renderFactRows(named(this.#root, 'all'), announcedRows(gathering, selected, words));
    const { rows, kept } = statsRows(samples ?? [], gathering, words);
    renderFactRows(named(this.#root, 'stats'), rows);
    const note = kept > 0 ? fill(words.statsMore, { count: kept }) : words.statsSame;
    write(named(this.#root, 'stats-note'), samples ? note : words.statsEmpty);
  }

  #drawTime(run: Run, cursor: number, { whole }: Moment): void {
    const axis = axisOf(whole);
    const head = Math.min(1, shareOf(run.timeAt(cursor), axis));
    const ticks = [...whole.candidates, ...whole.errors].map(({ t }) => ({
      share: shareOf(t, axis),
      kind: 'a' as const,
    }));
    renderTimeline(named(this.#root, 'ticks'), { ticks, head });
    const seek = part(this.#root, '[data-do="seek"]', HTMLInputElement);
    seek.value = String(head * 1000);
    seek.setAttribute('aria-valuetext', timeText(run.timeAt(cursor), this.#words));
    write(named(this.#root, 'start'), axis.from === 0 ? `0 ${this.#words.ms}` : timeText(axis.from, this.#words));
    write(named(this.#root, 'end'), timeText(axis.until, this.#words));
  }
}
