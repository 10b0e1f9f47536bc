import type { PeerName, TraceEvent } from '#domain/trace.ts';
import { unimpaired } from '#domain/unimpaired.ts';
import { fill } from '#i18n/fill.ts';
import { type RelayHere, relayHere } from '#lab/relay-here.ts';
import type { Colours } from '#lab/synthetic-media.ts';
import { ImpairmentControls } from '#widgets/impairment-controls.ts';
import { ConnectingElement } from '#widgets/live-element.ts';
import { button, named, part, write } from '#widgets/parts.ts';
import { ShareTools } from '#widgets/share-tools.ts';
import { type Tabs, wireTabs } from '#widgets/tabs.ts';
import { browserName, TraceTools } from '#widgets/trace-tools.ts';
import { Call } from './call.ts';
import { Screen, type Shown } from './screen.ts';
import type { PathWords } from './words.ts';

/** Milliseconds between two pictures of a call that goes on, whether or not anything is told of it. */
const tick = 500;
const peers = ['a', 'b'] as const;

/** `<dying-path>`: a live call through our relay, whose path the reader cuts or makes worse. */
class DyingPath extends ConnectingElement {
  /** Ends the call that is on. */
  #life: AbortController | undefined;
  #call: Call | undefined;
  #words: PathWords | undefined;
  #screen: Screen | undefined;
  #controls: ImpairmentControls | undefined;
  #tabs: Tabs | undefined;
  #here: RelayHere = { kind: 'none' };
  /** What is shown where no call is on: the recorded one, one that was pasted, or one that has ended. */
  #other: Shown = { events: [], end: 0, source: 'ended', browser: '' };
  /** Share of the call that is shown; 1: its end, which moves while it is live. */
  #share = 1;
  #frame = 0;

  /** Everything that has happened in the call shown, for a reader's console: an array of `TraceEvent`s. */
  get trace(): readonly TraceEvent[] {
    return this.#call?.events ?? this.#other.events;
  }

  protected override async connect(signal: AbortSignal): Promise<void> {
    const words: PathWords = JSON.parse(this.dataset['words'] ?? '{}');
    this.#words = words;
    this.#screen = new Screen(this, words);
    const [{ recordedCall }, here] = await Promise.all([import('./recorded.ts'), relayHere(signal)]);
    if (signal.aborted) return;
    this.#here = here;
    this.#other = recordedCall();
    this.#wire(signal, words);
    this.#greet(words);
    this.#schedule();
    this.dataset['ready'] = '';
  }

  #wire(signal: AbortSignal, words: PathWords): void {
    this.#onClick('call', signal, () => (this.#call ? this.#hangUp() : void this.#begin()));
    this.#onClick('restart', signal, () => void this.#call?.restart());
    this.#onClick('print', signal, () => window.print());
    this.#onClick('now', signal, () => this.#seek(1));
    this.#controls = new ImpairmentControls(this, words.impairment);
    this.#controls.wire(signal, (wish) => {
      this.#call?.impair(wish);
      this.#screen?.say(words.asked, '');
    });
    this.#tabs = wireTabs(this, signal, () => this.#schedule());
    const tools = new TraceTools(this, words.trace);
    tools.wire(signal, (browser, events) => this.#load(browser, events));
    this.#wireLinks(tools, words, signal);
    this.#onClick('copy', signal, () => void tools.copy(this.#shown().browser, this.trace));
    named(this, 'time').addEventListener('input', () => this.#seek(this.#slider.valueAsNumber / 1000), { signal });
    this.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    window.addEventListener('pagehide', () => this.#hangUp(), { signal });
    window.addEventListener('beforeprint', () => this.#screen?.drawLog(this.trace, Number.POSITIVE_INFINITY), {
      signal,
    });
    const timer = setInterval(() => this.#call && this.#share >= 1 && this.#schedule(), tick);
    signal.addEventListener('abort', () => {
      clearInterval(timer);
      cancelAnimationFrame(this.#frame);
      this.#life?.abort();
    });
  }

  /** What shares a run as a link or a file, and opens one. */
  #wireLinks(tools: TraceTools, words: PathWords, signal: AbortSignal): void {
    const share = new ShareTools(this, words.share);
    share.wire(signal, () => ({
      browser: this.#shown().browser,
      events: this.trace,
      cursor: Math.round(this.#share * 1000),
      tab: this.#tabs?.chosen() ?? '',
    }));
    const open = (): void => void this.#openLink(tools, share);
    window.addEventListener('hashchange', open, { signal });
    open();
  }

  /** Shows the run that the page's address holds, at the moment and with the pane that it was shared with. */
  async #openLink(tools: TraceTools, share: ShareTools): Promise<void> {
    if (!location.hash.startsWith('#run=')) return;
    const { hashToRun } = await import('#widgets/shared-run.ts');
    const opened = await hashToRun(location.hash);
    this.scrollIntoView({ block: 'start' });
    if (opened?.broken !== false) {
      this.#tabs?.choose('log');
      share.sayBroken();
      return;
    }
    tools.show(opened.reading, (browser, events) => this.#load(browser, events));
    this.#tabs?.choose(opened.tab);
    this.#seek(opened.cursor / 1000);
  }

  #onClick(name: string, signal: AbortSignal, action: () => void): void {
    button(this, name).addEventListener('click', action, { signal });
  }

  get #slider(): HTMLInputElement {
    return part(this, '[data-part="time"]', HTMLInputElement);
  }

  #greet(words: PathWords): void {
    const { browser } = this.#other;
    this.#screen?.say(words.idle, this.#here.kind === 'ours' ? fill(words.idleNote, { browser }) : '');
    const missing = { none: fill(words.noServer, { browser }), other: fill(words.otherServer, { browser }), ours: '' };
    const note = named(this, 'missing');
    note.hidden = this.#here.kind === 'ours';
    write(note, missing[this.#here.kind]);
    this.#enable();
  }

  #enable(): void {
    const isOn = this.#call !== undefined;
    button(this, 'call').disabled = this.#here.kind !== 'ours';
    write(named(this, 'call'), (isOn ? this.#words?.hangUp : this.#words?.call) ?? '');
    button(this, 'restart').disabled = !isOn;
    this.#controls?.enable(isOn);
    named(this, 'videos').hidden = !isOn;
  }

  async #begin(): Promise<void> {
    const words = this.#words;
    if (!words || this.#call || this.#here.kind !== 'ours') return;
    const life = new AbortController();
    const call = new Call({
      colours: { a: this.#coloursOf('a'), b: this.#coloursOf('b') },
      onEvent: (event) => this.#onEvent(event),
      onLost: () => this.#end(words.lost),
      signal: life.signal,
    });
    this.#life = life;
    this.#call = call;
    this.#share = 1;
    this.#controls?.show(unimpaired);
    this.#screen?.say(words.connecting, '');
    this.#enable();
    try {
      await call.begin();
      for (const peer of peers) this.#video(peer).srcObject = call.received(peer) ?? null;
    } catch (reason) {
      if (life.signal.aborted) return;
      this.#end(fill(words.refused, { reason: reason instanceof Error ? reason.message : String(reason) }));
    }
  }

  #video(peer: PeerName): HTMLVideoElement {
    return part(this, `[data-part="video-${peer}"]`, HTMLVideoElement);
  }

  #coloursOf(peer: PeerName): Colours {
    const style = getComputedStyle(this);
    const hue = (name: string): string => style.getPropertyValue(name).trim();
    return { ground: hue(`--${peer}-soft`), ink: hue(`--${peer}`) };
  }

  /** What an event is worth saying, and drawing at once. */
  #onEvent(event: TraceEvent): void {
    if (event.type === 'packet' || event.type === 'data' || event.type === 'relay') return;
    this.#schedule();
    const isTold = ['impairment', 'state', 'call', 'selected-pair'].includes(event.type);
    if (isTold && this.#share >= 1) this.#screen?.tell(this.#shown());
  }

  #hangUp(): void {
    const { hungUp = '', hungUpNote = '' } = this.#words ?? {};
    const [from, until] = [this.#beginOf(this.trace), this.#call?.now() ?? 0];
    this.#end(fill(hungUp, { seconds: ((until - from) / 1000).toFixed(1) }), hungUpNote);
  }

  /** The call is over, and can still be looked at. */
  #end(why: string, note = ''): void {
    const call = this.#call;
    if (!call) return;
    this.#other = { events: call.events, end: call.now(), source: 'ended', browser: browserName(navigator.userAgent) };
    this.#call = undefined;
    this.#life?.abort();
    for (const peer of peers) this.#video(peer).srcObject = null;
    this.#screen?.say(why, note);
    this.#enable();
    this.#schedule();
  }

  #load(browser: string, events: readonly TraceEvent[]): void {
    this.#hangUp();
    this.#other = { browser, events, end: events.at(-1)?.t ?? 0, source: 'recorded' };
    this.#seek(1);
    this.#screen?.tell(this.#shown());
  }

  /** What is shown: the call as it is, or as it was at the moment the reader chose. */
  #shown(): Shown {
    const whole: Shown = this.#call
      ? { events: this.#call.events, end: this.#call.now(), source: 'live', browser: browserName(navigator.userAgent) }
      : this.#other;
    if (this.#share >= 1) return whole;
    const begin = this.#beginOf(whole.events);
    return { ...whole, end: begin + this.#share * (whole.end - begin), source: 'past' };
  }

  /** When the call that these tell of began, in ms of its trace. */
  #beginOf(events: readonly TraceEvent[]): number {
    return events.find(({ type }) => type === 'created')?.t ?? 0;
  }

  /** Keys of the panel; those of fields, tabs and sliders stay theirs. */
  #onKey(event: KeyboardEvent): void {
    const { target, key } = event;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (target instanceof HTMLElement && target.closest('input, textarea, [role="tablist"], ol.transcript')) return;
    const steps: Readonly<Record<string, number>> = { ArrowLeft: -0.02, ArrowRight: 0.02 };
    const step = steps[key];
    if (key === 'c' || key === 'C') button(this, 'call').click();
    else if (key === 'x' || key === 'X') button(this, 'cut-path').click();
    else if (key === 'i' || key === 'I') button(this, 'restart').click();
    else if (step !== undefined) this.#seek(this.#share + step);
    else return;
    event.preventDefault();
  }

  #seek(share: number): void {
    this.#share = Math.min(Math.max(share, 0), 1);
    if (this.trace.length > 0) this.#screen?.tell(this.#shown());
    this.#schedule();
  }

  /** Several events make one picture. */
  #schedule(): void {
    if (this.#frame !== 0 || this.life?.aborted) return;
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    this.#frame = 0;
    const shown = this.#shown();
    this.#screen?.draw(shown, this.#tabs?.chosen() ?? '');
    const ms = shown.end - this.#beginOf(shown.events);
    this.#screen?.sayTime(this.#slider, ms, this.#share > 0 ? ms / this.#share : 0);
    this.#slider.valueAsNumber = this.#share * 1000;
    named(this, 'head').style.left = `${this.#share * 100}%`;
    button(this, 'now').disabled = this.#share >= 1;
  }
}

customElements.define('dying-path', DyingPath);
