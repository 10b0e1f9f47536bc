/** Draws the bench at a moment: each part a function of the run and the number of events shown. */
import type { SnapshotFrom } from 'xstate';
import type { Step } from '#domain/step.ts';
import { fill } from '#i18n/fill.ts';
import type { playbackMachine } from '#machines/playback.ts';
import { renderDirectPath } from '#views/direct-path.ts';
import { renderTimeline, type TimelineTick } from '#views/timeline.ts';
import { renderLog } from '#widgets/log-pane.ts';
import { named, part, write } from '#widgets/parts.ts';
import { type Tabs, wireTabs } from '#widgets/tabs.ts';
import type { BenchWords } from './bench-words.ts';
import { crossedTo, laneText, receivedText } from './flow-texts.ts';
import { type Moment, renderCandidates, renderPairs } from './inspector.ts';
import { loadedPane, type Pane } from './loaded-pane.ts';
import { timelineTicks, toneOf } from './pictures.ts';
import type { Run } from './run.ts';
import { SequencePane } from './sequence-pane.ts';
import { writeHappened } from './what-happened.ts';

type Playback = SnapshotFrom<typeof playbackMachine>;

const attributes = [
  'signalingState',
  'iceGatheringState',
  'iceConnectionState',
  'dtlsState',
  'connectionState',
] as const;

export class BenchScreen {
  readonly #root: HTMLElement;
  readonly #words: BenchWords;
  readonly #sequence: SequencePane;
  readonly #tabs: Tabs;
  readonly #sdp: Pane;
  readonly #states: Pane;
  #ticks: { length: number; run?: Run; ticks: TimelineTick[] } = { length: -1, ticks: [] };
  #hasDescribed = false;

  constructor(root: HTMLElement, words: BenchWords, signal: AbortSignal, redraw: () => void) {
    this.#root = root;
    this.#words = words;
    this.#sequence = new SequencePane(root, words, signal, redraw);
    this.#tabs = wireTabs(root, signal, redraw);
    this.#sdp = loadedPane(async () => {
      const { SdpPane } = await import('./sdp-pane.ts');
      return new SdpPane(root, words, signal, redraw);
    }, redraw);
    this.#states = loadedPane(async () => {
      const { StatesPane } = await import('./states-pane.ts');
      return new StatesPane(root, words);
    }, redraw);
    signal.addEventListener('abort', () => {
      // a video that holds a stream keeps its page's part alive
      for (const peer of ['a', 'b'] as const) this.#video(peer).srcObject = null;
    });
  }

  /** Name of the pane in sight. */
  get tab(): string {
    return this.#tabs.chosen();
  }

  choose(tab: string): void {
    this.#tabs.choose(tab);
  }

  isPlaying(playback: Playback | undefined): boolean {
    return (
      playback?.matches({ time: { live: 'playing' } }) || playback?.matches({ time: { past: 'playing' } }) || false
    );
  }

  toggleFaults(): void {
    const menu = part(this.#root, '.faults', HTMLElement);
    menu.hidden = !menu.hidden;
    part(this.#root, '[data-do=break]', HTMLElement).setAttribute('aria-expanded', String(!menu.hidden));
  }

  /** Closes the menu of faults; the focus, if it was inside, goes to the button that opens it. */
  closeFaults(): void {
    const menu = part(this.#root, '.faults', HTMLElement);
    if (menu.hidden) return;
    const hadFocus = menu.contains(document.activeElement);
    this.toggleFaults();
    if (hadFocus) part(this.#root, '[data-do=break]', HTMLElement).focus();
  }

  /** Gives the video elements what the peers of a run receive. */
  show(received: Readonly<Record<'a' | 'b', MediaStream>>): void {
    for (const peer of ['a', 'b'] as const) this.#video(peer).srcObject = received[peer];
  }

  draw(run: Run, playback: Playback, planned: readonly Step[], live: boolean): void {
    const { cursor } = playback.context;
    const atEnd = playback.matches({ time: 'live' });
    const moment: Moment = { run, cursor };
    const script = (['idle', 'running', 'ended'] as const).find((state) => playback.matches({ script: state }));
    this.#root.dataset.script = script ?? '';
    this.#sequence.draw(run, cursor, atEnd && live ? planned : []);
    this.#drawControls(moment, playback, planned, live);
    writeHappened(this.#root, this.#words, moment, playback, live ? planned : []);
    this.#drawStates(moment);
    this.#drawFlow(moment, live && atEnd);
    this.#drawTimeline(moment);
    this.#drawInspector(moment);
  }

  drawWholeLog(run: Run): void {
    renderLog(this.#root, run.index.events, run.length, this.#words, run.length);
  }

  #drawControls({ run, cursor }: Moment, playback: Playback, planned: readonly Step[], live: boolean): void {
    const playing = this.isPlaying(playback);
    const past = playback.matches({ time: 'past' });
    const over = playback.matches({ script: 'ended' }) && !past;
    this.#disable('back', cursor === 0);
    this.#disable('step', over || (playback.matches({ script: 'running' }) && !past));
    this.#disable('live', !past);
    this.#disable('break', !live);
    this.#disable('play', over && run.length === 0);
    write(named(this.#root, 'play'), playing ? this.#words.pause : this.#words.play);
    part(this.#root, '[data-do=play]', HTMLElement).setAttribute('aria-pressed', String(playing));
    this.#drawLiveness(past, live);
    this.#drawCount({ run, cursor }, planned, live);
  }

  /** How far the reader is. Each candidate that the browser finds is one step more, so the sum is the last once it has found all. */
  #drawCount({ run, cursor }: Moment, planned: readonly Step[], live: boolean): void {
    const { a, b } = run.index.at(run.length);
    const gathered = a.iceGatheringState === 'complete' && b.iceGatheringState === 'complete';
    const words = !live || gathered ? this.#words.stepCount : this.#words.stepCountSoFar;
    const total = run.index.steps.length + (live ? planned.length : 0);
    write(named(this.#root, 'count'), fill(words, { step: run.stepsAt(cursor), total }));
  }

  #drawLiveness(past: boolean, live: boolean): void {
    const liveness = named(this.#root, 'liveness');
    liveness.dataset.tone = live ? (past ? 'w' : 'ok') : 'n';
    write(liveness, live ? (past ? this.#words.past : this.#words.live) : this.#words.recorded);
  }

  #disable(name: string, disabled: boolean): void {
    const button = part(this.#root, `[data-do=${name}]`, HTMLButtonElement);
    // a disabled button would drop the focus, and with it the keys of the panel
    button.setAttribute('aria-disabled', String(disabled));
  }

  #drawStates({ run, cursor }: Moment): void {
    const snapshot = run.index.at(cursor);
    for (const peer of ['a', 'b'] as const) {
      for (const attribute of attributes) {
        const pill = part(this.#root, `[data-state="${peer}.${attribute}"]`, HTMLElement);
        write(pill, snapshot[peer][attribute]);
        pill.dataset.tone = toneOf(peer, attribute, snapshot[peer][attribute]);
      }
    }
  }

  #drawFlow({ run, cursor }: Moment, live: boolean): void {
    const snapshot = run.index.at(cursor);
    const open = snapshot.a.connectionState === 'connected' && snapshot.b.connectionState === 'connected';
    for (const peer of ['a', 'b'] as const) {
      this.#showVideo(peer, live && Boolean(snapshot[peer].stats?.framesDecoded));
      write(part(this.#root, `[data-flow=${peer}]`, HTMLElement), receivedText(snapshot[peer], this.#words));
    }
    renderDirectPath(named(this.#root, 'direct'), {
      open,
      lanes: [
        { from: 'a', count: crossedTo(snapshot.b), label: laneText(snapshot.b, this.#words) },
        { from: 'b', count: crossedTo(snapshot.a), label: laneText(snapshot.a, this.#words) },
      ],
    });
  }

  /** A video that was hidden when its tracks came has not begun to play. */
  #showVideo(peer: 'a' | 'b', shown: boolean): void {
    const video = this.#video(peer);
    if (video.hidden === !shown) return;
    video.hidden = !shown;
    // a play that is cut short, because the run ended meanwhile, is rejected, and nothing is lost by it
    if (shown) video.play().catch(() => {});
  }

  #video(peer: 'a' | 'b'): HTMLVideoElement {
    return part(this.#root, `[data-video=${peer}]`, HTMLVideoElement);
  }

  #drawTimeline({ run, cursor }: Moment): void {
    if (this.#ticks.length !== run.length || this.#ticks.run !== run) {
      this.#ticks = { length: run.length, run, ticks: timelineTicks(run) };
    }
    const head = run.timeline.share(cursor);
    renderTimeline(named(this.#root, 'ticks'), { ticks: this.#ticks.ticks, head });
    const slider = part(this.#root, '[data-do=seek]', HTMLInputElement);
    slider.value = String(head * 1000);
    const time = (run.index.events[cursor - 1]?.t ?? 0).toFixed(1);
    const text = fill(this.#words.timelineText, { event: cursor, total: run.length, time });
    slider.setAttribute('aria-valuetext', text);
    write(named(this.#root, 'end'), `${(run.index.events.at(-1)?.t ?? 0).toFixed(0)} ms`);
  }

  #isDescribed({ run, cursor }: Moment): boolean {
    const { a, b } = run.index.at(cursor);
    // once drawn, the pane also has to show that there is no description any more
    this.#hasDescribed ||= [a.created, a.local, b.created, b.local].some(Boolean);
    return this.#hasDescribed;
  }

  #drawInspector(moment: Moment): void {
    const draw: Readonly<Record<string, () => unknown>> = {
      // until there is a description the page's own words stand there
      sdp: () => this.#isDescribed(moment) && this.#sdp.draw(moment),
      states: () => this.#states.draw(moment),
      candidates: () => renderCandidates(this.#root, moment, this.#words),
      pairs: () => renderPairs(this.#root, moment, this.#words),
      log: () => renderLog(this.#root, moment.run.index.events, moment.cursor, this.#words),
    };
    draw[this.#tabs.chosen()]?.();
  }
}
