import { createActor, type SnapshotFrom } from 'xstate';
import type { PeerName, TraceEvent } from '#domain/trace.ts';
import { unimpaired } from '#domain/unimpaired.ts';
import { fill } from '#i18n/fill.ts';
import { relayHere } from '#lab/relay-here.ts';
import { type PlaybackEvent, playbackMachine } from '#machines/playback.ts';
import { ImpairmentControls } from '#widgets/impairment-controls.ts';
import { ConnectingElement } from '#widgets/live-element.ts';
import { named, part, write } from '#widgets/parts.ts';
import { wireTabs } from '#widgets/tabs.ts';
import { browserName, TraceTools } from '#widgets/trace-tools.ts';
import { wireLinks } from './links.ts';
import { type CallWish, type Hues, LiveCall } from './live-call.ts';
import { Run } from './run.ts';
import { Screen, type Source } from './screen.ts';
import { type RelayWords, type Trial, trials } from './words.ts';

type Playback = SnapshotFrom<typeof playbackMachine>;

/** Keys of the panel, while it has the focus and no field in it has. */
const keys: Readonly<Record<string, PlaybackEvent['type'] | 'TOGGLE' | 'AGAIN'>> = {
  ArrowRight: 'STEP',
  ArrowLeft: 'BACK',
  ' ': 'TOGGLE',
  r: 'AGAIN',
  R: 'AGAIN',
  Home: 'HOME',
  End: 'END',
};

/** Milliseconds between two pictures while the call runs: a picture a packet would be more than anybody sees. */
const drawingPause = 80;

/** Milliseconds between two pictures in which nothing but lifetimes has changed. */
const tick = 1000;

/** `<relayed-call>`: a call through our TURN server, each packet of it as the server saw it (RFC 8656). */
class RelayedCallElement extends ConnectingElement {
  #run = new Run('');
  #live: LiveCall | undefined;
  #source: Source = 'recorded';
  #canCall = false;
  /** Counts the calls that were begun, so that one which comes too late is known for one. */
  #calls = 0;
  #screen: Screen | undefined;
  #controls: ImpairmentControls | undefined;
  #words: RelayWords | undefined;
  #send: (event: PlaybackEvent) => void = () => {};
  #openLink: () => Promise<boolean> = async () => false;
  #playback: (() => Playback) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;

  /** Everything that has happened in the call shown, for a reader's console: an array of `TraceEvent`s. */
  get trace(): readonly TraceEvent[] {
    return this.#run.index.events;
  }

  protected override async connect(signal: AbortSignal): Promise<void> {
    const words: RelayWords = JSON.parse(this.dataset['words'] ?? '{}');
    this.#words = words;
    this.#screen = new Screen(this, words, (key) => this.#send({ type: 'SEEK', to: key + 1 }));
    const actor = createActor(playbackMachine);
    this.#send = (event) => actor.send(event);
    this.#playback = () => actor.getSnapshot();
    actor.subscribe(() => this.#schedule(0));
    actor.start();
    this.#wire(words, signal);
    const ticking = setInterval(() => this.#schedule(0), tick);
    signal.addEventListener('abort', () => {
      clearInterval(ticking);
      clearTimeout(this.#timer);
      cancelAnimationFrame(this.#frame);
      actor.stop();
      this.#live?.end();
      this.#screen?.receive(undefined);
    });
    await this.#begin(signal);
    if (!signal.aborted) this.dataset['ready'] = '';
  }

  async #begin(signal: AbortSignal): Promise<void> {
    try {
      const here = await relayHere(signal);
      this.#canCall = here.kind === 'ours';
      this.#offerCalls();
      if (await this.#openLink()) return;
      if (here.kind === 'ours') await this.#call(signal);
      else await this.#showRecorded(here.kind);
    } catch (reason) {
      if (!signal.aborted) throw reason;
    }
  }

  /** Where nothing can be called there is nothing to choose. */
  #offerCalls(): void {
    part(this, '[data-do="again"]', HTMLElement).setAttribute('aria-disabled', String(!this.#canCall));
    for (const input of this.querySelectorAll<HTMLInputElement>('[name="transport"], [name="trial"]')) {
      input.disabled = !this.#canCall;
      if (!this.#canCall) input.checked = input.defaultChecked;
    }
  }

  #wire(words: RelayWords, signal: AbortSignal): void {
    this.#onClick('step', signal, () => this.#send({ type: 'STEP' }));
    this.#onClick('back', signal, () => this.#send({ type: 'BACK' }));
    this.#onClick('play', signal, () => this.#toggle());
    this.#onClick('live', signal, () => this.#send({ type: 'LIVE' }));
    this.#onClick('again', signal, () => void this.#call(signal));
    this.#onClick('print', signal, () => window.print());
    this.addEventListener('keydown', (event) => this.#onKey(event, signal), { signal });
    this.addEventListener('change', ({ target }) => this.#onChange(target, signal), { signal });
    const seek = part(this, '[data-do=seek]', HTMLInputElement);
    seek.addEventListener('input', () => this.#seekTo(Number(seek.value)), { signal });
    const tabs = wireTabs(this, signal, () => {
      if (this.#screen) this.#screen.tab = tabs.chosen();
      this.#schedule(0);
    });
    this.#controls = new ImpairmentControls(this, words.impairment);
    this.#controls.wire(signal, (wish) => this.#live?.impair(wish));
    const tools = new TraceTools(this, words.trace);
    tools.wire(signal, (browser, events) => this.#load(new Run(browser, events)));
    this.#onClick('copy', signal, () => void tools.copy(this.#run.browser, this.trace));
    this.#openLink = wireLinks(this, tools, words, signal, {
      current: () => ({
        browser: this.#run.browser,
        events: [...this.trace],
        cursor: this.#playback?.().context.cursor ?? 0,
        tab: this.#screen?.tab ?? '',
      }),
      load: (browser, events, cursor) => {
        this.#load(new Run(browser, events));
        this.#say('');
        if (cursor < events.length) this.#send({ type: 'SEEK', to: cursor });
      },
      choose: (tab) => tabs.choose(tab),
    });
    const refusal = part(this, '[data-do="refusal"]', HTMLButtonElement);
    const toRefusal = (): void => {
      this.#send({ type: 'SEEK', to: Number(refusal.value) + 1 });
      this.focus({ preventScroll: true });
    };
    refusal.addEventListener('click', toRefusal, { signal });
    window.addEventListener('pagehide', () => this.#live?.end(), { signal });
    window.addEventListener('pageshow', ({ persisted }) => persisted && void this.#call(signal), { signal });
    window.addEventListener('beforeprint', () => this.#screen?.drawWholeLog(this.#run), { signal });
  }

  #onClick(name: string, signal: AbortSignal, action: () => void): void {
    part(this, `[data-do="${name}"]`, HTMLElement).addEventListener('click', action, { signal });
  }

  #onKey(event: KeyboardEvent, signal: AbortSignal): void {
    const { target, key } = event;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (
      target instanceof HTMLElement &&
      target.closest('input, textarea, select, summary, [role="tablist"], ol.transcript')
    )
      return;
    if (target instanceof HTMLButtonElement && key === ' ') return;
    const action = keys[key];
    if (!action) return;
    event.preventDefault();
    if (action === 'TOGGLE') this.#toggle();
    else if (action === 'AGAIN') void this.#call(signal);
    else if (action === 'STEP' || action === 'BACK' || action === 'HOME' || action === 'END')
      this.#send({ type: action });
  }

  #toggle(): void {
    const playing = this.#screen?.isPlaying(this.#playback?.()) ?? false;
    this.#send({ type: playing ? 'PAUSE' : 'PLAY' });
  }

  #seekTo(step: number): void {
    const { boundaries, rows } = this.#run.timeline;
    if (step >= rows.length) this.#send({ type: 'LIVE' });
    else this.#send({ type: 'SEEK', to: step === 0 ? 0 : (boundaries[step - 1] ?? 0) });
  }

  #onChange(target: EventTarget | null, signal: AbortSignal): void {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.name === 'transport' || target.name === 'trial') void this.#call(signal);
    if (target.name === 'view') this.#look(target.value === 'b' ? 'b' : 'a');
    if (target.name !== 'message-side' || !this.#screen) return;
    this.#screen.side = target.value === 'peer' ? 'peer' : 'client';
    this.#schedule(0);
  }

  /** Looks at the other end's side of the relay, at its last moment. */
  #look(view: PeerName): void {
    this.#run.view = view;
    this.#send({ type: 'LOAD', length: this.#run.length, boundaries: this.#run.timeline.boundaries });
  }

  #wish(): CallWish {
    const chosen = (name: string): string => part(this, `[name="${name}"]:checked`, HTMLInputElement).value;
    const trial: Trial = trials.find((each) => each === chosen('trial')) ?? 'own';
    return { trial, transport: chosen('transport') === 'tcp' ? 'tcp' : 'udp' };
  }

  #hues(): Hues {
    const style = getComputedStyle(this);
    const hue = (name: string): string => style.getPropertyValue(name).trim();
    return { a: hue('--a'), b: hue('--b'), paper: hue('--paper') };
  }

  /** Ends the call that there is and begins another, as the reader has chosen. */
  async #call(signal: AbortSignal): Promise<void> {
    if (!this.#canCall || signal.aborted) return;
    this.#live?.end();
    this.#live = undefined;
    this.#calls += 1;
    const number = this.#calls;
    const wish = this.#wish();
    const run = new Run(browserName(navigator.userAgent));
    this.#show(run, 'live');
    this.#say(this.#words?.trialSays[wish.trial] ?? '');
    const events = {
      onEvent: (event: TraceEvent) => this.#append(run, event),
      onLost: (reason: string) => this.#lost(run, reason),
    };
    try {
      const live = await LiveCall.start(wish, this.#hues(), events, signal);
      if (number !== this.#calls || signal.aborted) live.end();
      else this.#went(live);
    } catch (reason) {
      if (signal.aborted || number !== this.#calls) return;
      if (!(reason instanceof Error)) throw reason;
      await this.#showRecorded('failed', reason.message);
    }
  }

  #went(live: LiveCall): void {
    this.#live = live;
    this.#screen?.receive(live.received);
    this.#controls?.enable(true);
    this.#schedule(0);
  }

  #lost(run: Run, reason: string): void {
    if (run !== this.#run || !this.#words) return;
    this.#live?.end();
    this.#live = undefined;
    this.#source = 'ended';
    this.#controls?.enable(false);
    this.#say(fill(this.#words.lost, { reason }));
    this.#schedule(0);
  }

  async #showRecorded(why: 'none' | 'other' | 'failed', reason = ''): Promise<void> {
    const { recordedRun } = await import('./recorded.ts');
    const run = recordedRun();
    this.#load(run);
    if (this.#words) this.#say(fill(this.#words[why], { browser: run.browser, reason }));
  }

  #load(run: Run): void {
    this.#live?.end();
    this.#live = undefined;
    this.#calls += 1;
    this.#show(run, 'recorded');
  }

  #show(run: Run, source: Source): void {
    this.#run = run;
    run.view = part(this, '[name=view]:checked', HTMLInputElement).value === 'b' ? 'b' : 'a';
    this.#source = source;
    this.dataset['source'] = source;
    this.#screen?.receive(undefined);
    this.#controls?.show(unimpaired);
    this.#controls?.enable(false);
    this.#send({ type: 'LOAD', length: run.length, boundaries: [...run.timeline.boundaries] });
  }

  #say(text: string): void {
    write(named(this, 'said'), text);
  }

  #append(run: Run, event: TraceEvent): void {
    run.append(event);
    if (run !== this.#run) return;
    this.#send({ type: 'APPENDED', length: run.length, boundaries: run.timeline.boundaries });
  }

  /** Several events make one picture. */
  #schedule(pause = drawingPause): void {
    if (this.#timer !== undefined || this.life?.aborted) return;
    const wait = this.#live ? Math.max(pause, drawingPause) : pause;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      cancelAnimationFrame(this.#frame);
      this.#frame = requestAnimationFrame(() => this.#draw());
    }, wait);
  }

  #draw(): void {
    const playback = this.#playback?.();
    const now = this.#live?.now() ?? this.#run.timeAt(this.#run.length);
    if (playback) this.#screen?.draw(this.#run, playback, this.#source, now);
  }
}

customElements.define('relayed-call', RelayedCallElement);
