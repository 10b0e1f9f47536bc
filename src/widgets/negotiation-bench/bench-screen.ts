/** Draws the bench at a moment: each part a function of the run and the number of events shown. */
import type { SnapshotFrom } from 'xstate';
import { engineOf, quirkOf } from '#domain/known-quirks.ts';
import { codeOf, type Step } from '#domain/step.ts';
import { fill } from '#i18n/fill.ts';

import type { playbackMachine } from '#machines/playback.ts';
import { renderDirectPath } from '#views/direct-path.ts';
import { renderSequence, rowHeight, sequenceRowTop } from '#views/sequence-diagram.ts';
import { renderTimeline, type TimelineTick } from '#views/timeline.ts';
import { renderLog } from '#widgets/log-pane.ts';
import { named, part, write } from '#widgets/parts.ts';
import type { BenchWords } from './bench-words.ts';
import { expectedRefusal } from './expected-refusal.ts';
import { crossedTo, laneText, receivedText } from './flow-texts.ts';
import { type Moment, renderCandidates, renderPairs, type TabName, type Tabs, wireTabs } from './inspector.ts';
import { loadedPane, type Pane } from './loaded-pane.ts';
import {
  bothConnected,
  candidatesWithheld,
  type Happening,
  joinedBy,
  lastHappening,
  nextStep,
  sequencePicture,
  timelineTicks,
  toneOf,
} from './pictures.ts';
import type { Run } from './run.ts';
import { writeStates } from './state-marks.ts';

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
  readonly #sequence: HTMLElement;
  readonly #tabs: Tabs;
  readonly #sdp: Pane;
  readonly #states: Pane;
  #ticks: { length: number; run?: Run; ticks: TimelineTick[] } = { length: -1, ticks: [] };
  #followed = -1;
  #hasDescribed = false;
  /** Height of the sequence as it was drawn last, in px. */
  #drawn = 0;
  /** Of the sequence's pane, in px; asking the page for them while drawing would lay it out each time. */
  #pane = { width: 0, height: 0, scrollTop: 0 };

  constructor(root: HTMLElement, words: BenchWords, signal: AbortSignal, redraw: () => void) {
    this.#root = root;
    this.#words = words;
    this.#sequence = named(root, 'sequence');
    this.#tabs = wireTabs(root, signal, redraw);
    this.#sdp = loadedPane(async () => {
      const { SdpPane } = await import('./sdp-pane.ts');
      return new SdpPane(root, words, signal, redraw);
    }, redraw);
    this.#states = loadedPane(async () => {
      const { StatesPane } = await import('./states-pane.ts');
      return new StatesPane(root, words);
    }, redraw);
    const scrolled = (): void => {
      this.#pane.scrollTop = this.#sequence.scrollTop;
      redraw();
    };
    this.#sequence.addEventListener('scroll', scrolled, { signal, passive: true });
    const observer = new ResizeObserver(() => {
      const { clientWidth, clientHeight, scrollTop } = this.#sequence;
      this.#pane = { width: clientWidth, height: clientHeight, scrollTop };
      redraw();
    });
    observer.observe(this.#sequence);
    signal.addEventListener('abort', () => {
      observer.disconnect();
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
    this.#drawSequence(moment, atEnd && live ? planned : []);
    this.#drawControls(moment, playback, planned, live);
    this.#drawWords(moment, playback, planned, live);
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
    const step = run.stepsAt(cursor);
    const total = run.index.steps.length + (live ? planned.length : 0);
    write(named(this.#root, 'count'), fill(this.#words.stepCount, { step, total }));
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

  #drawWords(moment: Moment, playback: Playback, planned: readonly Step[], live: boolean): void {
    const { run, cursor } = moment;
    const words = this.#words;
    const last = lastHappening(run, cursor);
    const peer = last?.step.peer.toUpperCase() ?? '';
    const verb = last?.exception ? words.refused : last?.step.kind.startsWith('send') ? words.sent : words.ran;
    const ran = named(this.#root, 'ran');
    ran.className = last ? (last.exception ? 'bad' : last.step.peer) : '';
    write(ran, last ? fill(verb, { peer }) : words.beginLabel);
    write(
      named(this.#root, 'ran-code'),
      last ? codeOf(last.step) : "new RTCPeerConnection({ iceServers: [], bundlePolicy: 'max-bundle' })",
    );
    this.#drawSentence(named(this.#root, 'sentence'), moment, last);
    this.#drawDifference(moment, run.browser);
    this.#drawNext(moment, playback, nextStep(run, cursor, live ? planned : []));
  }

  #drawSentence(element: HTMLElement, { run, cursor }: Moment, last: Happening | undefined): void {
    const words = this.#words;
    if (!last) write(element, words.begin);
    else if (last.exception) write(element, fill(words.exception, { ...last.exception }));
    else if (joinedBy(run, cursor, last)) write(element, words.joined);
    else {
      const { kind, peer } = last.step;
      writeStates(element, fill(words.happened[kind], { peer: peer.toUpperCase() }), peer);
    }
  }

  #drawNext({ run, cursor }: Moment, playback: Playback, next: Step | undefined): void {
    const words = this.#words;
    const peer = next?.peer.toUpperCase() ?? '';
    const label = named(this.#root, 'next');
    label.className = next?.peer ?? '';
    write(label, next ? fill(words.runsNext, { peer }) : '');
    write(named(this.#root, 'next-code'), next ? codeOf(next) : '');
    const sentence = named(this.#root, 'next-sentence');
    const error = next && expectedRefusal(next, run.index.at(cursor)[next.peer]);
    if (error) write(sentence, fill(words.nextRefused, { error }));
    else if (next) writeStates(sentence, fill(words.next[next.kind], { peer }), next.peer);
    else write(sentence, this.#restSentence(run, cursor, playback));
  }

  /** What is to be said where no call is left, or none yet. */
  #restSentence(run: Run, cursor: number, playback: Playback): string {
    if (bothConnected(run, cursor)) return this.#words.connected;
    if (!playback.matches({ script: 'ended' })) return this.#words.waitingFor;
    return candidatesWithheld(run, cursor) ? this.#words.withheld : this.#words.ended;
  }

  #drawDifference({ run, cursor }: Moment, browser: string): void {
    const note = named(this.#root, 'differs');
    const difference = run.differences.findLast(({ eventIndex }) => eventIndex < cursor);
    note.hidden = !difference;
    if (!difference) return;
    const quirk = quirkOf(engineOf(browser), difference);
    const sentence = fill(this.#words.differs, { ...difference });
    write(note, quirk ? `${sentence} ${this.#words.quirks[quirk.key]}` : sentence);
  }

  #drawSequence({ run, cursor }: Moment, planned: readonly Step[]): void {
    if (this.#pane.height === 0) return;
    const moved = this.#follow(run, cursor, planned.length);
    const { width, height, scrollTop } = this.#pane;
    const sight = {
      first: Math.max(0, Math.floor(scrollTop / rowHeight) - 4),
      count: Math.ceil(height / rowHeight) + 8,
    };
    const words = this.#words;
    const heads = {
      label: words.sequenceLabel,
      a: words.peerA,
      b: words.peerB,
      signaling: words.signaling,
      now: words.now,
    };
    // scrolling lays the page out, which costs least before anything is written, where there is room to scroll to
    const room = moved && scrollTop + height <= this.#drawn;
    if (room) this.#sequence.scrollTop = scrollTop;
    renderSequence(this.#sequence, sequencePicture(run, cursor, planned, width, sight, heads));
    if (moved && !room) this.#sequence.scrollTop = scrollTop;
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
    const draw: Record<TabName, () => unknown> = {
      // until there is a description the page's own words stand there
      sdp: () => this.#isDescribed(moment) && this.#sdp.draw(moment),
      states: () => this.#states.draw(moment),
      candidates: () => renderCandidates(this.#root, moment, this.#words),
      pairs: () => renderPairs(this.#root, moment, this.#words),
      log: () => renderLog(this.#root, moment.run.index.events, moment.cursor, this.#words),
    };
    draw[this.#tabs.chosen()]();
  }
}
