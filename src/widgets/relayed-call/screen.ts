/** Draws the instrument at a moment: each part a function of the run, the number of events shown and the time. */
import type { SnapshotFrom } from 'xstate';
import type { CandidateErrorEvent } from '#domain/trace.ts';
import type { TurnRow } from '#domain/turn-timeline.ts';
import { fill } from '#i18n/fill.ts';
import type { playbackMachine } from '#machines/playback.ts';
import { renderFactRows } from '#views/fact-rows.ts';
import { renderHoldings } from '#views/relay-holdings.ts';
import { renderRelayTimeline } from '#views/relay-timeline.ts';
import { renderTimeline, type TimelineTick } from '#views/timeline.ts';
import { renderLog } from '#widgets/log-pane.ts';
import { named, part, write } from '#widgets/parts.ts';
import { drawBytes, drawCandidates, drawMessage } from './panes.ts';
import { countsAt, holdingRows, type Moment, relayPicture } from './pictures.ts';
import { codeOf, namesOf, otherEnd, refusalIn, refusalText, sentenceOf, timeText } from './rows.ts';
import type { Run } from './run.ts';
import type { RelayWords } from './words.ts';

type Playback = SnapshotFrom<typeof playbackMachine>;

/** Seconds after which a round trip is an old one: a browser checks its pair more often than that. */
const oldRoundTrip = 6;

/** Where a run comes from. */
export type Source = 'live' | 'ended' | 'recorded';

export class Screen {
  tab = 'bytes';
  side: 'client' | 'peer' = 'client';
  readonly #root: HTMLElement;
  readonly #words: RelayWords;
  readonly #onChoose: (key: number) => void;
  #ticks: { length: number; rows: readonly TurnRow[]; ticks: TimelineTick[] } = { length: -1, rows: [], ticks: [] };
  #followed = '';

  /** `onChoose` is told of a row that was clicked. */
  constructor(root: HTMLElement, words: RelayWords, onChoose: (key: number) => void) {
    this.#root = root;
    this.#words = words;
    this.#onChoose = onChoose;
  }

  isPlaying(playback: Playback | undefined): boolean {
    return playback?.matches({ time: { past: 'playing' } }) ?? false;
  }

  /** Gives the video elements what the peers of a call receive. */
  receive(received: Readonly<Record<'a' | 'b', MediaStream>> | undefined): void {
    for (const peer of ['a', 'b'] as const) this.#video(peer).srcObject = received?.[peer] ?? null;
  }

  draw(run: Run, playback: Playback, source: Source, now: number): void {
    const { cursor } = playback.context;
    const isNow = playback.matches({ time: 'live' });
    const moment: Moment = { run, cursor, time: isNow ? now : run.timeAt(cursor) };
    this.#drawControls(moment, playback, source);
    this.#drawSays(moment);
    this.#drawPicture(moment, isNow, source !== 'live');
    this.#drawPane(moment);
    this.#drawHoldings(moment);
    this.#drawCounts(moment);
    this.#drawMedia(moment, isNow, source);
    this.#drawTimeline(moment);
  }

  drawWholeLog(run: Run): void {
    renderLog(this.#root, run.index.events, run.length, this.#words.trace, run.length);
  }

  #drawControls({ run, cursor }: Moment, playback: Playback, source: Source): void {
    const past = playback.matches({ time: 'past' });
    const playing = this.isPlaying(playback);
    this.#disable('back', run.timeline.rowsAt(cursor) === 0);
    this.#disable('step', !past);
    this.#disable('live', !past);
    write(
      part(this.#root, '[data-do=live]', HTMLElement),
      this.#words[source === 'live' ? 'returnToLive' : 'toTheEnd'],
    );
    this.#disable('play', run.timeline.rows.length === 0);
    write(named(this.#root, 'play'), playing ? this.#words.pause : this.#words.play);
    part(this.#root, '[data-do=play]', HTMLElement).setAttribute('aria-pressed', String(playing));
    const liveness = named(this.#root, 'liveness');
    liveness.dataset['tone'] = source === 'live' ? (past ? 'w' : 'ok') : 'n';
    const browser = run.browser || this.#words.trace.unknownBrowser;
    const text = source === 'live' && past ? this.#words.past : this.#words[source];
    write(liveness, fill(text, { browser }));
    const values = { step: run.timeline.rowsAt(cursor), total: run.timeline.rows.length };
    write(named(this.#root, 'count'), fill(this.#words.stepCount, values));
  }

  /** A disabled button would drop the focus, and with it the keys of the panel. */
  #disable(name: string, disabled: boolean): void {
    part(this.#root, `[data-do=${name}]`, HTMLButtonElement).setAttribute('aria-disabled', String(disabled));
  }

  #drawSays({ run, cursor }: Moment): void {
    const words = this.#words;
    const rows = run.rows(cursor);
    const row = rows.at(-1);
    const who = named(this.#root, 'who');
    const isAnswer = row?.kind === 'success' || row?.kind === 'error';
    const key = !row
      ? 'begin'
      : row.kind === 'request'
        ? 'asks'
        : isAnswer
          ? 'answers'
          : row.kind === 'to-peer'
            ? 'to-peer'
            : 'to-client';
    write(who, fill(words.who[key], namesOf(run.view)));
    const talks = row?.kind === 'to-client' ? otherEnd(run.view) : run.view;
    who.className = row?.kind === 'error' ? 'bad' : isAnswer ? 'infra' : row ? talks : '';
    write(named(this.#root, 'says-code'), row ? codeOf(row, words) : '');
    write(named(this.#root, 'says'), row ? sentenceOf(row, rows, words) : words.says.begin);
    write(named(this.#root, 'shows'), this.#shown({ run, cursor }));
    const refusal = refusalIn(rows);
    const button = part(this.#root, '[data-do=refusal]', HTMLButtonElement);
    button.hidden = refusal === undefined || refusal === row;
    button.value = String(refusal?.key ?? '');
    write(button, refusal ? refusalText(refusal, words) : '');
  }

  /** What a page can know without our mirror: `icecandidateerror` and the connection's state. */
  #shown({ run, cursor }: Pick<Moment, 'run' | 'cursor'>): string {
    const { view } = run;
    const state = run.index.at(cursor)[view].connectionState;
    const { client } = namesOf(view);
    const isError = (event: { type: string; peer: string }): event is CandidateErrorEvent =>
      event.type === 'candidate-error' && event.peer === view;
    const error = run.index.events.slice(0, cursor).findLast(isError);
    if (!error) return fill(this.#words.showsNothing, { client, state });
    const { errorCode: code, errorText: text, url } = error;
    return fill(this.#words.showsError, { client, code, text, url, state });
  }

  #drawPicture(moment: Moment, isNow: boolean, isOver: boolean): void {
    const container = named(this.#root, 'picture');
    const picture = relayPicture(moment, isNow, container.clientWidth - 2, this.#words, isOver);
    const { now } = renderRelayTimeline(container, picture, this.#onChoose);
    const place = `${moment.run.timeline.rowsAt(moment.cursor)} ${isNow}`;
    if (place === this.#followed) return;
    this.#followed = place;
    container.scrollTop = Math.max(0, now - container.clientHeight + 90);
  }

  #drawPane(moment: Moment): void {
    const draw: Readonly<Record<string, () => void>> = {
      bytes: () => drawBytes(this.#root, moment, this.#words),
      message: () => drawMessage(this.#root, moment, this.side, this.#words),
      candidates: () => drawCandidates(this.#root, moment, this.#words),
      log: () => renderLog(this.#root, moment.run.index.events, moment.cursor, this.#words.trace),
    };
    draw[this.tab]?.();
  }

  #drawHoldings(moment: Moment): void {
    const rows = holdingRows(moment, this.#words);
    write(named(this.#root, 'holds-title'), fill(this.#words.holds.title, namesOf(moment.run.view)));
    renderHoldings(named(this.#root, 'holdings'), rows);
    named(this.#root, 'holdings-none').hidden = rows.length > 0;
  }

  #drawCounts(moment: Moment): void {
    const counts = countsAt(moment);
    const rows = (['toPeer', 'toClient'] as const).map((way) => {
      const { packetsIn, dropped, packetsOut, bytesIn, bytesOut } = counts[way];
      // one that is sent twice goes out twice
      const held = Math.max(0, packetsIn - dropped - packetsOut);
      const numbers = [packetsIn, dropped, held, packetsOut, bytesIn, bytesOut].map((number) =>
        number.toLocaleString('en'),
      );
      const from = way === 'toPeer' ? moment.run.view : otherEnd(moment.run.view);
      const head = fill(this.#words.counts.way, { from: from.toUpperCase(), to: otherEnd(from).toUpperCase() });
      return { key: way, kind: from, cells: [head, ...numbers] };
    });
    renderFactRows(named(this.#root, 'counts'), rows);
    const refused = counts.toPeer.refused + counts.toClient.refused;
    write(named(this.#root, 'counts-note'), fill(this.#words.counts.note, { refused, ...namesOf(moment.run.view) }));
  }

  #drawMedia({ run, cursor, time }: Moment, isNow: boolean, source: Source): void {
    const snapshot = run.index.at(cursor);
    for (const peer of ['a', 'b'] as const) {
      const { framesDecoded: frames = 0, roundTripTime: rtt } = snapshot[peer].stats ?? {};
      this.#showVideo(peer, isNow && source === 'live' && frames > 0);
      const { none, flow, flowOld, flowNoRtt } = this.#words.media;
      const age = Math.round((time - (run.measuredAt(peer, cursor) ?? time)) / 1000);
      const withRtt = age < oldRoundTrip ? flow : flowOld;
      const text = frames === 0 ? none : rtt === undefined ? flowNoRtt : withRtt;
      write(
        named(this.#root, `flow-${peer}`),
        fill(text, { frames, age, rtt: rtt && (rtt < 1 ? '< 1' : rtt.toFixed(0)) }),
      );
      named(this.#root, `kept-${peer}`).hidden = source !== 'recorded' || frames === 0;
    }
  }

  /** A video that was hidden when its tracks came has not begun to play. */
  #showVideo(peer: 'a' | 'b', shown: boolean): void {
    const video = this.#video(peer);
    if (video.hidden === !shown) return;
    video.hidden = !shown;
    // a play that is cut short, because the call ended meanwhile, is rejected, and nothing is lost by it
    if (shown) video.play().catch(() => {});
  }

  #video(peer: 'a' | 'b'): HTMLVideoElement {
    return part(this.#root, `[data-video=${peer}]`, HTMLVideoElement);
  }

  /** One tick a row, all equally far apart: what is asked is rare, what flows comes for ever. */
  #drawTimeline({ run, cursor, time }: Moment): void {
    const { rows } = run.timeline;
    if (this.#ticks.rows !== rows || this.#ticks.length !== rows.length) {
      const ticks = rows.map(
        ({ kind }, i): TimelineTick => ({
          share: (i + 1) / rows.length,
          kind: kind === 'to-client' ? otherEnd(run.view) : kind === 'success' || kind === 'error' ? 'infra' : run.view,
        }),
      );
      this.#ticks = { length: rows.length, rows, ticks };
    }
    const step = run.timeline.rowsAt(cursor);
    renderTimeline(named(this.#root, 'ticks'), {
      ticks: this.#ticks.ticks,
      head: rows.length === 0 ? 1 : step / rows.length,
    });
    const slider = part(this.#root, '[data-do=seek]', HTMLInputElement);
    slider.max = String(Math.max(1, rows.length));
    slider.value = String(step);
    const at = timeText(Math.max(0, time - run.zero), this.#words);
    slider.setAttribute('aria-valuetext', fill(this.#words.timelineText, { step, total: rows.length, time: at }));
    write(named(this.#root, 'end'), at);
  }
}
