/** Draws the instrument at a moment of a run, seen from one end. */
import type { SnapshotFrom } from 'xstate';
import { type ChecksReading, readChecks } from '#domain/ice/check-reading.ts';
import type { PeerName } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import type { playbackMachine } from '#machines/playback.ts';
import { renderCheckMatrix } from '#views/check-matrix.ts';
import { renderCheckTable } from '#views/check-table.ts';
import { renderTimeline, type TimelineTick, thinTicks } from '#views/timeline.ts';
import { renderLog } from '#widgets/log-pane.ts';
import { named, part, write } from '#widgets/parts.ts';
import { announcedIn } from './announced.ts';
import { drawPairPane, drawStatesPane, drawStatsPane } from './panes.ts';
import { type Announced, matrixOf, shortAddress, tableOf, unpaired } from './pictures.ts';
import type { ChecksRecord } from './record.ts';
import { drawSecond } from './second.ts';
import { type Happened, happenedAt, type Waiting, waitingText } from './what-happened.ts';
import type { CheckListWords } from './words.ts';

type Playback = SnapshotFrom<typeof playbackMachine>;

/** What is shown of a run, and from where. */
export interface Shown {
  record: ChecksRecord;
  peer: PeerName;
  /** Number of the end's moments that have been. */
  cursor: number;
  /** What the page does where there is no moment yet. */
  waiting: Waiting;
  source: 'live' | 'recorded';
  /** The pair that the reader has chosen; empty: the one that the moment is about. */
  chosen: string;
}

export class Screen {
  readonly #root: HTMLElement;
  readonly #words: CheckListWords;
  readonly #onChoose: (key: string) => void;
  /** A run that is over, to be looked at until there is one of this page. */
  readonly #sample: ChecksRecord;

  constructor(root: HTMLElement, words: CheckListWords, sample: ChecksRecord, onChoose: (key: string) => void) {
    this.#sample = sample;
    this.#root = root;
    this.#words = words;
    this.#onChoose = onChoose;
  }

  draw(shown: Shown, playback: Playback): void {
    const { record, peer, cursor } = shown;
    const { run, moments } = record.of(peer);
    const start = run.start ?? 0;
    const moment = moments[cursor - 1];
    const happened = moment
      ? happenedAt(moment, readChecks(run, moment.t), moments.slice(0, cursor - 1), start, this.#words)
      : this.#waitingText(shown);
    this.#drawHappened(happened);
    if (moment) this.#drawRun(record, peer, moment.t, shown.chosen || happened.key);
    else {
      const over = this.#runOver(shown);
      this.#drawRun(over, peer, over.of(peer).moments.at(-1)?.t ?? 0, shown.chosen);
    }
    this.#drawControls(shown, playback, moments.length);
    this.#drawTimeline(shown, moment ? moment.t - start : 0);
    this.drawLog(shown);
  }

  /** What is looked at before the first moment: the end of a run that is over. */
  #runOver({ record, source }: Shown): ChecksRecord {
    return source === 'live' ? this.#sample : record;
  }

  /** Draws an end of a run as it was at `t`, in ms since its trace began. */
  #drawRun(record: ChecksRecord, peer: PeerName, t: number, key: string): void {
    const { run } = record.of(peer);
    const reading = readChecks(run, t);
    const row = this.#rowLookedAt(reading, key);
    this.#drawPictures(reading, announcedIn(record), t - (run.start ?? 0), row?.key ?? '');
    drawPairPane(this.#root, reading, row, this.#words);
    drawStatesPane(this.#root, row);
    drawStatsPane(this.#root, row, this.#words);
    drawSecond(this.#root, reading, this.#words);
  }

  #waitingText({ record, waiting }: Shown): Happened {
    const { a, b } = announcedIn(record);
    return waitingText(waiting, { a: a.length, b: b.length }, this.#sample.browser, this.#words);
  }

  /** Draws the transcript: all of it, or as much as the page keeps. */
  drawLog({ record }: Shown, most?: number): void {
    if (part(this.#root, '[data-pane="log"]', HTMLElement).hidden) return;
    renderLog(this.#root, record.events, record.events.length, this.#words.trace, most);
  }

  /** The pair chosen, else the one in use, else the first. */
  #rowLookedAt({ rows }: ChecksReading, key: string): ChecksReading['rows'][number] | undefined {
    return rows.find((each) => each.key === key) ?? rows.find(({ reported }) => reported[0]?.selected) ?? rows[0];
  }

  #drawPictures(reading: ChecksReading, announced: Announced, now: number, chosen: string): void {
    const words = this.#words;
    const matrix = matrixOf(reading, announced, chosen, words);
    named(this.#root, 'stage').classList.toggle('many', matrix.columns.length > 3);
    renderCheckMatrix(named(this.#root, 'matrix'), matrix, this.#onChoose);
    renderCheckTable(named(this.#root, 'rows'), tableOf(reading, now, chosen, words), words);
    const without = unpaired(announced);
    const note = named(this.#root, 'unpaired');
    note.hidden = without.length === 0;
    const candidates = without.map(
      (each) => `${words.peers[each.peer]} ${each.type} ${each.transport} ${shortAddress(each)}`,
    );
    write(note, fill(words.unpaired, { candidates: candidates.join(', ') }));
  }

  #drawHappened({ who, hue, code, text }: Happened): void {
    const name = named(this.#root, 'who');
    name.dataset['hue'] = hue;
    write(name, who);
    write(named(this.#root, 'code'), code);
    write(named(this.#root, 'text'), text);
  }

  #drawControls(shown: Shown, playback: Playback, length: number): void {
    const { record, cursor, waiting, source } = shown;
    const past = playback.matches({ time: 'past' });
    const playing = playback.matches({ time: { past: 'playing' } }) || playback.matches({ time: { live: 'playing' } });
    const busy = playback.matches({ script: 'running' }) && !past;
    this.#disable('back', cursor === 0);
    this.#disable('step', busy || (length > 0 && cursor >= length) || (source === 'recorded' && length === 0));
    this.#disable('play', busy);
    write(named(this.#root, 'play'), playing ? this.#words.pause : this.#words.run);
    part(this.#root, '[data-do="play"]', HTMLElement).setAttribute('aria-pressed', String(playing));
    const liveness = named(this.#root, 'liveness');
    const isSlowed = waiting !== 'running' && cursor > 0 && cursor < length;
    const isRecorded = source === 'recorded' || cursor === 0;
    liveness.dataset['tone'] = isRecorded ? 'n' : isSlowed ? 'w' : 'ok';
    const { live, slowed, recorded, trace } = this.#words;
    const { browser } = cursor === 0 ? this.#runOver(shown) : record;
    write(
      liveness,
      fill(isRecorded ? recorded : isSlowed ? slowed : live, { browser: browser || trace.unknownBrowser }),
    );
  }

  #disable(name: string, disabled: boolean): void {
    // a disabled button would drop the focus, and with it the keys of the panel
    part(this.#root, `[data-do="${name}"]`, HTMLElement).setAttribute('aria-disabled', String(disabled));
  }

  #drawTimeline({ record, peer, cursor }: Shown, now: number): void {
    const length = record.length(peer);
    const share = length === 0 ? 0 : now / length;
    renderTimeline(named(this.#root, 'ticks'), { ticks: ticksOf(record, peer), head: share });
    const slider = part(this.#root, '[data-do="seek"]', HTMLInputElement);
    slider.value = `${share * 1000}`;
    const ms = Math.round(now);
    const total = record.of(peer).moments.length;
    slider.setAttribute('aria-valuetext', fill(this.#words.timelineText, { moment: cursor, total, ms }));
    write(named(this.#root, 'end'), fill(this.#words.clock, { ms: Math.round(length) }));
    write(named(this.#root, 'clock'), cursor === 0 ? '' : fill(this.#words.clock, { ms }));
  }
}

/** The model's checks in the hue of their end, what was reported in that of nobody. */
function ticksOf(record: ChecksRecord, peer: PeerName): TimelineTick[] {
  const { moments } = record.of(peer);
  const [first] = moments;
  const length = record.length(peer) || 1;
  const ticks = moments.map(
    ({ t, kind }): TimelineTick => ({ share: (t - (first?.t ?? 0)) / length, kind: kind === 'sent' ? peer : 'infra' }),
  );
  return thinTicks(ticks);
}
