/** `<candidate-gathering>`: gathers for real, and shows any moment of it. */
import { createActor } from 'xstate';
import type { TraceEvent } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import { gather } from '#lab/gathering.ts';
import { type RelayHere, relayHere } from '#lab/relay-link.ts';
import { createTraceLog } from '#lab/trace-log.ts';
import { type PlaybackEvent, playbackMachine } from '#machines/playback.ts';
import { ConnectingElement } from '#widgets/live-element.ts';
import { part } from '#widgets/parts.ts';
import { ShareTools } from '#widgets/share-tools.ts';
import type { SharedRun } from '#widgets/shared-run.ts';
import { browserName, TraceTools } from '#widgets/trace-tools.ts';
import { wireChoices, wishOf } from './choices.ts';
import { axisOf } from './lanes-picture.ts';
import { momentOf } from './moment.ts';
import { Run } from './run.ts';
import { Screen } from './screen.ts';
import type { GatheringWords } from './words.ts';

const keys: Readonly<Record<string, 'GATHER' | 'TOGGLE' | PlaybackEvent['type']>> = {
  g: 'GATHER',
  r: 'START_OVER',
  ArrowLeft: 'BACK',
  ArrowRight: 'STEP',
  Home: 'HOME',
  End: 'END',
  ' ': 'TOGGLE',
};

class CandidateGathering extends ConnectingElement {
  #words: GatheringWords | undefined;
  #screen: Screen | undefined;
  #actor = createActor(playbackMachine);
  #run = new Run('', true);
  /** What this host has: the question, and its answer once it was needed. */
  #asked: Promise<RelayHere> | undefined;
  #here: RelayHere = { kind: 'none' };
  #chosen: number | undefined;
  #frame = 0;

  /** What was recorded, for tests and for the reader's console. */
  get trace(): readonly TraceEvent[] {
    return this.#run.events;
  }

  protected override connect(signal: AbortSignal): void {
    const words: GatheringWords = JSON.parse(this.dataset['words'] ?? '{}');
    this.#words = words;
    this.#screen = new Screen(this, words, signal, {
      redraw: () => this.#schedule(),
      onPick: (key) => this.#pick(key),
    });
    this.#startActor(signal);
    this.#wireControls(signal);
    this.#wireTools(words, signal);
    this.#asked = relayHere(signal).catch((): RelayHere => ({ kind: 'none' }));
    void this.#begin(signal, this.#run);
  }

  /** Begins with the best that this host has, unless the reader or a link was quicker. */
  async #begin(signal: AbortSignal, run: Run): Promise<void> {
    this.#here = (await this.#asked) ?? this.#here;
    if (signal.aborted) return;
    if (run === this.#run) {
      if (this.#here.kind !== 'none')
        part(this, '[data-choice="servers"][value="turn"]', HTMLInputElement).checked = true;
      this.#gatherAnew();
    }
    this.dataset['ready'] = '';
  }

  #startActor(signal: AbortSignal): void {
    const actor = createActor(
      playbackMachine.provide({
        actions: {
          runNext: (_, { run }) => void this.#gather(run),
          startOver: () => this.#startOver(),
        },
      }),
    );
    actor.subscribe(() => this.#schedule());
    actor.start();
    this.#actor = actor;
    signal.addEventListener('abort', () => {
      cancelAnimationFrame(this.#frame);
      actor.stop();
      this.#run.end();
    });
  }

  #startOver(): void {
    this.#run.end();
    this.#run = new Run(browserName(navigator.userAgent), true);
    this.#chosen = undefined;
    this.#screen?.tell();
  }

  /** Whatever there was is left, and gathering begins. */
  #gatherAnew(): void {
    this.#actor.send({ type: 'START_OVER' });
    if (wishOf(this).servers === 'none') this.#actor.send({ type: 'STEP' });
    else void this.#gatherWithServers(this.#run);
  }

  async #gatherWithServers(run: Run): Promise<void> {
    this.#here = (await this.#asked) ?? this.#here;
    if (run !== this.#run) return;
    if (this.#here.kind === 'none') void this.#showRecorded();
    else this.#actor.send({ type: 'STEP' });
  }

  async #gather(number: number): Promise<void> {
    const run = this.#run;
    this.dataset['running'] = '';
    const log = createTraceLog((event) => this.#append(run, event));
    this.#tellOfServer();
    try {
      await gather(wishOf(this), this.#here, log, run.signal);
    } catch (reason) {
      if (!run.signal.aborted) this.#tellOfFailure(reason);
    }
    if (run !== this.#run) return;
    delete this.dataset['running'];
    this.#actor.send({ type: 'DONE', run: number, ended: true });
  }

  #append(run: Run, event: TraceEvent): void {
    run.events.push(event);
    if (run !== this.#run) return;
    this.#actor.send({ type: 'APPENDED', length: run.events.length, boundaries: run.boundaries });
  }

  #tellOfServer(): void {
    if (!this.#words || this.#here.kind !== 'other' || wishOf(this).servers === 'none') return;
    const [first] = this.#here.servers.flatMap(({ urls }) => urls);
    this.#screen?.tell(fill(this.#words.otherServer, { host: first }));
  }

  /** A DOMException is what the microphone answers with, and then it goes without; anything else is said of our server. */
  #tellOfFailure(reason: unknown): void {
    if (!this.#words) return;
    const { refusedMicrophone, lost } = this.#words;
    if (!(reason instanceof DOMException)) {
      this.#screen?.tell(fill(lost, { reason: reason instanceof Error ? reason.message : String(reason) }));
      return;
    }
    part(this, '[data-choice="microphone"]', HTMLInputElement).checked = false;
    this.#gatherAnew();
    this.#screen?.tell(fill(refusedMicrophone, { name: reason.name }));
  }

  /** Where this site has no server, a run that had one stands in. */
  async #showRecorded(): Promise<void> {
    const { recordedRun } = await import('./recorded.ts');
    this.#load(recordedRun.browser, recordedRun.events);
    if (this.#words) this.#screen?.tell(fill(this.#words.needsServer, { browser: recordedRun.browser }));
  }

  /** Shows a run that was made elsewhere. */
  #load(browser: string, events: readonly TraceEvent[]): void {
    this.#startOver();
    const run = new Run(browser, false, events);
    this.#run = run;
    delete this.dataset['running'];
    this.#actor.send({ type: 'LOAD', length: run.events.length, boundaries: run.boundaries });
  }

  #pick(key: number): void {
    this.#chosen = key;
    this.#screen?.tabs.choose('selected');
    this.#schedule();
  }

  #wireControls(signal: AbortSignal): void {
    const onClick = (name: string, action: () => void): void =>
      part(this, `[data-do="${name}"]`, HTMLElement).addEventListener('click', action, { signal });
    onClick('gather', () => this.#gatherAnew());
    onClick('start-over', () => this.#actor.send({ type: 'START_OVER' }));
    onClick('live', () => this.#actor.send({ type: 'LIVE' }));
    onClick('print', () => window.print());
    wireChoices(this, signal, () => this.#gatherAnew());
    const seek = part(this, '[data-do="seek"]', HTMLInputElement);
    seek.addEventListener('input', () => this.#seekTo(Number(seek.value) / 1000), { signal });
    this.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    window.addEventListener('beforeprint', () => this.#screen?.drawWholeLog(this.#run), { signal });
    window.addEventListener('pagehide', () => this.#run.end(), { signal });
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.#gatherAnew(), { signal });
  }

  #wireTools(words: GatheringWords, signal: AbortSignal): void {
    const tools = new TraceTools(this, words.trace);
    tools.wire(signal, (browser, events) => this.#load(browser, events));
    part(this, '[data-do="copy"]', HTMLElement).addEventListener(
      'click',
      () => void tools.copy(this.#run.browser, this.trace),
      { signal },
    );
    const share = new ShareTools(this, words.share);
    share.wire(signal, () => this.#shared());
    const open = (): void => void this.#openLink(tools, share);
    window.addEventListener('hashchange', open, { signal });
    open();
  }

  #shared(): SharedRun {
    const { cursor } = this.#actor.getSnapshot().context;
    return { browser: this.#run.browser, events: this.trace, cursor, tab: this.#screen?.tabs.chosen() ?? 'events' };
  }

  /** Shows the run that the page's address holds, at the moment and with the pane that it was shared with. */
  async #openLink(tools: TraceTools, share: ShareTools): Promise<void> {
    if (!location.hash.startsWith('#run=')) return;
    const { hashToRun } = await import('#widgets/shared-run.ts');
    const opened = await hashToRun(location.hash);
    if (!opened) return;
    this.#screen?.tabs.choose(opened.broken ? 'events' : opened.tab);
    this.scrollIntoView({ block: 'start' });
    if (opened.broken) {
      share.sayBroken();
      return;
    }
    tools.show(opened.reading, (browser, events) => this.#load(browser, events));
    this.#actor.send({ type: 'SEEK', to: opened.cursor });
  }

  #onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { target } = event;
    if (target instanceof HTMLElement && target.closest('input, textarea, [role=tablist]')) return;
    // space on a button presses the button
    if (event.key === ' ' && target instanceof HTMLElement && target.closest('button, a')) return;
    const type = keys[event.key];
    if (!type) return;
    event.preventDefault();
    this.#act(type);
  }

  #act(type: string): void {
    if (type === 'GATHER') this.#gatherAnew();
    else if (type === 'TOGGLE') this.#toggle();
    else if (type === 'START_OVER' || type === 'BACK' || type === 'HOME' || type === 'END') this.#actor.send({ type });
    // at the live end a step would gather, which is what G is for
    else if (type === 'STEP' && this.#isPast) this.#actor.send({ type });
  }

  get #isPast(): boolean {
    return this.#actor.getSnapshot().matches({ time: 'past' });
  }

  #toggle(): void {
    const snapshot = this.#actor.getSnapshot();
    const isPlaying = snapshot.matches({ time: { past: 'playing' } });
    if (!isPlaying && snapshot.context.length === 0) this.#gatherAnew();
    else this.#actor.send({ type: isPlaying ? 'PAUSE' : 'PLAY' });
  }

  #seekTo(share: number): void {
    const { whole } = momentOf(this.trace, this.trace.length);
    const { from, until } = axisOf(whole);
    const to = share >= 0.999 ? this.trace.length : this.#run.countAt(from + share * (until - from));
    this.#actor.send({ type: 'SEEK', to });
  }

  #schedule(): void {
    cancelAnimationFrame(this.#frame);
    if (this.life?.aborted) return;
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    const { cursor } = this.#actor.getSnapshot().context;
    this.#screen?.draw({ run: this.#run, cursor, chosen: this.#chosen, isPast: this.#isPast });
  }
}

customElements.define('candidate-gathering', CandidateGathering);
