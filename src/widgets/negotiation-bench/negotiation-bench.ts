import { createActor, type SnapshotFrom } from 'xstate';
import type { TraceEvent } from '#domain/trace.ts';

import type { Fault, Scenario } from '#lab/loopback.ts';
import { type PlaybackEvent, playbackMachine, speeds } from '#machines/playback.ts';
import { ConnectingElement } from '#widgets/live-element.ts';
import { part } from '#widgets/parts.ts';
import { ShareTools } from '#widgets/share-tools.ts';
import type { SharedRun } from '#widgets/shared-run.ts';
import { browserName, TraceTools } from '#widgets/trace-tools.ts';
import { BenchScreen } from './bench-screen.ts';
import type { BenchWords } from './bench-words.ts';
import { type LiveRun, startLiveRun } from './live-run.ts';
import { Run } from './run.ts';

type Playback = SnapshotFrom<typeof playbackMachine>;

/** Keys of the panel, while it has the focus and no field in it has. */
const keys: Readonly<Record<string, PlaybackEvent['type'] | 'TOGGLE'>> = {
  ArrowRight: 'STEP',
  ArrowLeft: 'BACK',
  ' ': 'TOGGLE',
  r: 'START_OVER',
  R: 'START_OVER',
  Home: 'HOME',
  End: 'END',
};

const faultKinds: readonly Fault['kind'][] = [
  'createAnswer',
  'setRemote(answer)',
  'addIceCandidate',
  'setLocal(rollback)',
  'close',
];

/** `<negotiation-bench>`: a real negotiation, stepped call by call (webrtc-pc, Peer-to-peer connections). */
export class NegotiationBench extends ConnectingElement {
  #run = new Run('');
  #live: LiveRun | undefined;
  #screen: BenchScreen | undefined;
  #tools: TraceTools | undefined;
  #send: (event: PlaybackEvent) => void = () => {};
  #playback: (() => Playback) | undefined;
  #frame = 0;

  /** Everything that has happened in the run shown, for a reader's console: an array of `TraceEvent`s. */
  get trace(): readonly TraceEvent[] {
    return this.#run.index.events;
  }

  protected override connect(signal: AbortSignal): void {
    const words: BenchWords = JSON.parse(this.dataset.words ?? '{}');
    const screen = new BenchScreen(this, words, signal, () => this.#schedule());
    const actor = createActor(
      playbackMachine.provide({
        actions: {
          runNext: (_, { run }) => void this.#runNext(run),
          startOver: () => this.#startOver(signal),
        },
      }),
    );
    this.#screen = screen;
    this.#send = (event) => actor.send(event);
    this.#playback = () => actor.getSnapshot();
    actor.subscribe(() => this.#schedule());
    actor.start();
    this.#wireControls(signal);
    this.#wireLeaving(signal);
    signal.addEventListener('abort', () => {
      cancelAnimationFrame(this.#frame);
      actor.stop();
      this.#live?.end();
    });
    const tools = new TraceTools(this, words);
    this.#tools = tools;
    tools.wire(signal, (browser, events) => this.#load(browser, events));
    this.#onClick('copy', signal, () => void tools.copy(this.#run.browser, this.trace));
    const share = new ShareTools(this, words.share);
    share.wire(signal, () => this.#shared());
    this.#send({ type: 'START_OVER' });
    const open = (): Promise<void> => this.#openLink(tools, share);
    window.addEventListener('hashchange', () => void open(), { signal });
    void open().then(() => {
      this.dataset.ready = '';
    });
  }

  #shared(): SharedRun {
    const cursor = this.#playback?.().context.cursor ?? this.#run.length;
    return { browser: this.#run.browser, events: this.trace, cursor, tab: this.#screen?.tab ?? 'log' };
  }

  /** Shows the run that the page's address holds, at the moment and with the pane that it was shared with. */
  async #openLink(tools: TraceTools, share: ShareTools): Promise<void> {
    if (!location.hash.startsWith('#run=')) return;
    const { hashToRun } = await import('#widgets/shared-run.ts');
    const opened = await hashToRun(location.hash);
    this.#screen?.choose(opened?.broken === false ? opened.tab : 'log');
    this.scrollIntoView({ block: 'start' });
    if (opened?.broken === false) tools.show(opened.reading, (browser, events) => this.#load(browser, events));
    if (opened?.broken === false) this.#send({ type: 'SEEK', to: opened.cursor });
    if (opened?.broken) share.sayBroken();
  }

  /** A run that is left by another page is ended, and begun anew when the reader comes back to it. */
  #wireLeaving(signal: AbortSignal): void {
    window.addEventListener('pagehide', () => this.#live?.end(), { signal });
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.#send({ type: 'START_OVER' }), { signal });
    window.addEventListener('beforeprint', () => this.#screen?.drawWholeLog(this.#run), { signal });
  }

  #onClick(name: string, signal: AbortSignal, action: () => void): void {
    part(this, `[data-do="${name}"]`, HTMLElement).addEventListener('click', action, { signal });
  }

  #wireControls(signal: AbortSignal): void {
    this.#onClick('step', signal, () => this.#send({ type: 'STEP' }));
    this.#onClick('back', signal, () => this.#send({ type: 'BACK' }));
    this.#onClick('play', signal, () => this.#toggle());
    this.#onClick('start-over', signal, () => this.#send({ type: 'START_OVER' }));
    this.#onClick('live', signal, () => this.#send({ type: 'LIVE' }));
    this.#onClick('print', signal, () => window.print());
    this.#onClick('break', signal, () => this.#live && this.#screen?.toggleFaults());
    this.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    for (const button of this.querySelectorAll<HTMLElement>('[data-fault]')) {
      button.addEventListener('click', () => void this.#provoke(button.dataset.fault ?? ''), { signal });
    }
    const speed = part(this, '[data-do=speed]', HTMLSelectElement);
    speed.addEventListener('change', () => this.#setSpeed(Number(speed.value)), { signal });
    const seek = part(this, '[data-do=seek]', HTMLInputElement);
    seek.addEventListener('input', () => this.#seekTo(Number(seek.value) / 1000), { signal });
    seek.addEventListener('keydown', (event) => this.#onSeekKey(event), { signal });
    this.querySelector('.options')?.addEventListener('change', () => this.#send({ type: 'START_OVER' }), { signal });
    document.addEventListener('click', (event) => this.#onLink(event), { signal });
  }

  #onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { target } = event;
    if (event.key === 'Escape') this.#screen?.closeFaults();
    if (target instanceof HTMLElement && target.closest('input, select, textarea, [role=tablist]')) return;
    // space and Enter on a button press the button
    if (event.key === ' ' && target instanceof HTMLElement && target.closest('button, a')) return;
    const type = keys[event.key];
    if (!type) return;
    event.preventDefault();
    if (type === 'TOGGLE') this.#toggle();
    else if (type === 'STEP' || type === 'BACK' || type === 'START_OVER' || type === 'HOME' || type === 'END') {
      this.#send({ type });
    }
  }

  /** On the timeline an arrow is one event, where on the panel it is one step. */
  #onSeekKey(event: KeyboardEvent): void {
    const { cursor = 0 } = this.#playback?.().context ?? {};
    const to = { ArrowRight: cursor + 1, ArrowUp: cursor + 1, ArrowLeft: cursor - 1, ArrowDown: cursor - 1, Home: 0 }[
      event.key
    ];
    if (to === undefined && event.key !== 'End') return;
    event.preventDefault();
    this.#send(to === undefined ? { type: 'END' } : { type: 'SEEK', to });
  }

  #seekTo(share: number): void {
    this.#send({ type: 'SEEK', to: share >= 1 ? this.#run.length : this.#run.timeline.countAt(share) });
  }

  #toggle(): void {
    const playing = this.#screen?.isPlaying(this.#playback?.()) ?? false;
    this.#send({ type: playing ? 'PAUSE' : 'PLAY' });
  }

  #setSpeed(value: number): void {
    const speed = speeds.find((each) => each === value);
    if (speed) this.#send({ type: 'SPEED', speed });
  }

  /** Links of the lesson drive the bench: `data-bench="withhold"`, `data-bench="step:2"`. */
  #onLink(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest('a[data-bench]') : null;
    if (!(link instanceof HTMLElement)) return;
    const [action, argument] = (link.dataset.bench ?? '').split(':');
    if (action === 'withhold') this.#withhold();
    if (action === 'step') void this.#showStep(Number(argument));
    this.scrollIntoView({ block: 'start' });
    this.focus({ preventScroll: true });
    event.preventDefault();
  }

  #withhold(): void {
    const box = this.querySelector('input[name=withhold]');
    if (box instanceof HTMLInputElement) box.checked = true;
    this.#send({ type: 'START_OVER' });
  }

  /** Shows the run as it was after a step; steps not yet taken are taken first. */
  async #showStep(step: number): Promise<void> {
    while (this.#run.stepsAt(this.#run.length) < step && this.#live && this.#live.planned().length > 0) {
      await this.#stepOnce();
    }
    this.#send({ type: 'SEEK', to: this.#run.boundaries[step - 1] ?? this.#run.length });
  }

  #stepOnce(): Promise<void> {
    return new Promise((resolve) => {
      const { steps } = this.#run.index;
      const before = steps.length;
      this.#send({ type: 'LIVE' });
      this.#send({ type: 'STEP' });
      const check = (): void => {
        const settled = steps.length > before && this.#playback?.().matches({ script: 'idle' });
        if (settled || this.#playback?.().matches({ script: 'ended' })) resolve();
        else requestAnimationFrame(check);
      };
      check();
    });
  }

  #scenario(): Scenario {
    const form = this.querySelector('form.options');
    const data = form instanceof HTMLFormElement ? new FormData(form) : new FormData();
    const carries = data.get('carries');
    return {
      carries: carries === 'media' || carries === 'both' ? carries : 'data',
      trickle: !form || data.has('trickle') || data.has('withhold'),
      withhold: data.has('withhold'),
    };
  }

  #startOver(signal: AbortSignal): void {
    this.#live?.end();
    this.#tools?.clear();
    const run = new Run(browserName(navigator.userAgent));
    this.#run = run;
    const style = getComputedStyle(this);
    const hue = (name: string): string => style.getPropertyValue(name).trim();
    const hues = { a: hue('--a'), b: hue('--b'), paper: hue('--paper') };
    this.#live = startLiveRun(this.#scenario(), hues, (event) => this.#append(run, event), signal);
    this.#screen?.show(this.#live.received);
  }

  #append(run: Run, event: TraceEvent): void {
    run.append(event);
    if (run !== this.#run) return;
    // the machine is told after it has settled: events also come while it is starting a run
    queueMicrotask(() => {
      if (run === this.#run) this.#send({ type: 'APPENDED', length: run.length, boundaries: run.boundaries });
    });
  }

  async #runNext(run: number): Promise<void> {
    const ended = (await this.#live?.step()) ?? true;
    this.#send({ type: 'DONE', run, ended });
  }

  async #provoke(name: string): Promise<void> {
    const [kind = '', peer] = name.split('-');
    const fault = faultKinds.find((each) => each === kind);
    if (!fault || !this.#live) return;
    this.#send({ type: 'LIVE' });
    await this.#live.provoke({ peer: peer === 'b' ? 'b' : 'a', kind: fault });
  }

  #load(browser: string, events: readonly TraceEvent[]): void {
    this.#live?.end();
    this.#live = undefined;
    this.#screen?.closeFaults();
    this.#run = new Run(browser, events);
    this.#send({ type: 'LOAD', length: events.length, boundaries: this.#run.boundaries });
  }

  /** Several events in one frame make one picture. */
  #schedule(): void {
    if (this.#frame || this.life?.aborted) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const playback = this.#playback?.();
      if (playback) this.#screen?.draw(this.#run, playback, this.#live?.planned() ?? [], this.#live !== undefined);
    });
  }
}

customElements.define('negotiation-bench', NegotiationBench);
