import { createActor, type SnapshotFrom } from 'xstate';
import type { CarrierName, PeerName, TraceEvent } from '#domain/trace.ts';
import { carriersHere } from '#lab/carriers-here.ts';
import { say } from '#lab/chat.ts';
import type { Colours } from '#lab/synthetic-media.ts';
import { type TwoTabPlaybackEvent, twoTabPlaybackMachine } from '#machines/two-tab-playback.ts';
import { part } from '#widgets/parts.ts';
import { ShareTools } from '#widgets/share-tools.ts';
import type { SharedRun } from '#widgets/shared-run.ts';
import { browserName, TraceTools } from '#widgets/trace-tools.ts';
import type { TabScenario } from './half-run.ts';
import { isUnderWay, strandedOffer, waitingText } from './narration.ts';
import { roomLink } from './opening-pane.ts';
import { carriers, keepSeat, newRoom, ownSeat, readRoom, roomHash } from './room.ts';
import { TabScreen } from './screen.ts';
import type { Shown } from './shown.ts';
import { type Act, situationOf } from './situation.ts';
import { Tab } from './tab.ts';
import { recordedEnd, TwoHalves } from './two-halves.ts';
import type { TabWords } from './words.ts';

type Playback = SnapshotFrom<typeof twoTabPlaybackMachine>;

/** Keys of the panel, while it has the focus and no field in it has. */
const keys: Readonly<Record<string, 'step' | 'back' | 'play' | 'run' | 'start-over' | 'home' | 'live'>> = {
  ArrowRight: 'step',
  ArrowLeft: 'back',
  ' ': 'play',
  a: 'run',
  A: 'run',
  r: 'start-over',
  R: 'start-over',
  Home: 'home',
  End: 'live',
};

/** Milliseconds for which the picture of a run that nobody steps waits for it. */
const runFirst = 100;

/** `<two-tab-bench>`: one end of a real negotiation, whose other end is in another tab (RFC 9429 §3.1). */
export class TwoTabBench extends HTMLElement {
  #controller: AbortController | undefined;
  #tab: Tab | undefined;
  #screen: TabScreen | undefined;
  #tools: TraceTools | undefined;
  #share: ShareTools | undefined;
  #recorded: TwoHalves | undefined;
  #send: (event: TwoTabPlaybackEvent) => void = () => {};
  #playback: (() => Playback) | undefined;
  #here: readonly CarrierName[] | undefined;
  #malformed = false;
  #returned = false;
  /** The carrier that was chosen before there is a room. */
  #wanted: CarrierName = 'broadcast-channel';
  #frame = 0;
  #timer = 0;
  readonly #words: TabWords = JSON.parse(this.dataset.words ?? '{}');

  /** Everything that has happened in both halves of the run shown, for a reader's console: an array of `TraceEvent`s. */
  get trace(): readonly TraceEvent[] {
    return this.#halves.events;
  }

  connectedCallback(): void {
    if (typeof RTCPeerConnection === 'undefined') {
      this.dataset.unsupported = '';
      return;
    }
    this.#controller = new AbortController();
    this.#connect(this.#controller.signal);
  }

  disconnectedCallback(): void {
    this.#controller?.abort();
  }

  get #halves(): TwoHalves {
    return this.#recorded ?? this.#tab?.halves() ?? new TwoHalves('');
  }

  #connect(signal: AbortSignal): void {
    const words = this.#words;
    const actor = createActor(
      twoTabPlaybackMachine.provide({
        actions: { runNext: () => void this.#runNext(), advance: () => this.#advance() },
      }),
    );
    this.#send = (event) => actor.send(event);
    this.#playback = () => actor.getSnapshot();
    actor.subscribe(() => this.#schedule());
    actor.start();
    const tab = this.#makeTab(signal);
    this.#tab = tab;
    this.#screen = new TabScreen(this, words, signal, {
      redraw: () => this.#schedule(),
      say: (text) => say(tab.chat, text),
      byHand: () => tab.byHand,
    });
    this.#wire(signal, words);
    signal.addEventListener('abort', () => {
      clearTimeout(this.#timer);
      cancelAnimationFrame(this.#frame);
      actor.stop();
    });
    void this.#open();
    void this.#askHost(signal);
  }

  #makeTab(signal: AbortSignal): Tab {
    return new Tab({
      browser: browserName(navigator.userAgent),
      colours: (peer) => this.#colours(peer),
      scenario: () => this.#scenario(),
      signal,
      onChange: () => this.#schedule(),
      onPlanned: (count) => this.#send({ type: 'PLANNED', count }),
      onRun: (peer) => this.#onRun(peer),
      onSeat: ({ room, peer, carrier }) => {
        keepSeat({ room, peer }, sessionStorage);
        this.#write(room, carrier);
      },
      onLook: (t) => this.#look(t),
    });
  }

  /** Both tabs look at the same moment. */
  #look(t: number | null): void {
    if (this.#recorded) return;
    this.#send(t === null ? { type: 'LIVE' } : { type: 'SEEK', t });
  }

  #onRun(peer: PeerName): void {
    this.#recorded = undefined;
    this.#returned = false;
    this.#tools?.clear();
    this.#send({ type: 'START_OVER', by: peer === 'a' ? 'hand' : 'itself' });
  }

  /** The address names the room, so that it can be shared, and a reload comes back to it. */
  #write(room: string, by: CarrierName): void {
    this.#wanted = by;
    history.replaceState(history.state, '', roomHash({ room, by }));
  }

  async #askHost(signal: AbortSignal): Promise<void> {
    this.#here = await carriersHere(signal);
    this.#schedule();
  }

  /** What the address asks for: a room, a recorded run, or nothing. */
  async #open(): Promise<void> {
    const room = readRoom(location.hash);
    this.#malformed = room === 'malformed';
    if (room && room !== 'malformed') {
      this.#wanted = room.by;
      this.scrollIntoView({ block: 'start' });
      const sat = isBack() || this.#returned ? ownSeat(room.room, sessionStorage) : undefined;
      this.#tab?.join(room.room, room.by, sat);
    }
    if (location.hash.startsWith('#run=')) await this.#openRun();
    this.#schedule();
    this.dataset.ready = '';
  }

  async #openRun(): Promise<void> {
    const { hashToRun } = await import('#widgets/shared-run.ts');
    const opened = await hashToRun(location.hash);
    this.scrollIntoView({ block: 'start' });
    this.#screen?.openLog();
    if (opened?.broken) this.#share?.sayBroken();
    if (opened?.broken !== false) return;
    this.#tools?.show(opened.reading, (browser, events) => this.#load(browser, events));
    if (opened.cursor < this.#halves.length) this.#seekTo(this.#halves.events[opened.cursor - 1]?.t ?? -1);
  }

  #load(browser: string, events: readonly TraceEvent[]): void {
    this.#tab?.leaveRoom();
    this.#recorded = new TwoHalves(browser, events);
    this.#send({ type: 'LOAD' });
  }

  #wire(signal: AbortSignal, words: TabWords): void {
    this.addEventListener('click', (event) => this.#onClick(event), { signal });
    this.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    const seek = part(this, '[data-do=seek]', HTMLInputElement);
    seek.addEventListener('input', () => this.#seekShare(Number(seek.value) / 1000), { signal });
    seek.addEventListener('keydown', (event) => this.#onSeekKey(event), { signal });
    part(this, '.options', HTMLFormElement).addEventListener('change', () => this.#startOver(), { signal });
    const tools = new TraceTools(this, words.bench);
    tools.wire(signal, (browser, events) => this.#load(browser, events));
    this.#tools = tools;
    const share = new ShareTools(this, words.bench.share);
    share.wire(signal, () => this.#shared());
    this.#share = share;
    window.addEventListener('hashchange', () => void this.#open(), { signal });
    window.addEventListener('pagehide', () => this.#tab?.putAside(), { signal });
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.#comeBack(), { signal });
    window.addEventListener('beforeprint', () => this.#screen?.drawWholeLog(this.#halves), { signal });
  }

  #comeBack(): void {
    this.#returned = true;
    void this.#open();
  }

  #onClick(event: MouseEvent): void {
    const pressed = event.target instanceof Element ? event.target.closest('button') : null;
    if (!pressed || pressed.getAttribute('aria-disabled') === 'true') return;
    const carrier = carriers.find((name) => name === pressed.dataset.carrier);
    if (carrier) this.#choose(carrier);
    if (pressed.dataset.do) this.#do(pressed.dataset.do);
    if (pressed.dataset.act) this.#act(pressed.dataset.act as Act);
  }

  #do(name: string): void {
    const doing: Readonly<Record<string, () => void>> = {
      step: () => this.#step(),
      back: () => this.#seekTo(this.#halves.before(this.#now)),
      home: () => this.#seekTo(0),
      play: () => this.#toggle(),
      run: () => this.#send({ type: 'RUN' }),
      'start-over': () => this.#startOver(),
      live: () => this.#seekTo(null),
      cut: () => this.#tab?.cut(),
      restart: () => this.#restart(),
      open: () => this.#openOther(),
      'copy-room': () => void this.#screen?.opening.copy(roomLink(this.#invited(), this.#wanted)),
      phone: () => this.#choose('peerserver'),
      copy: () => void this.#tools?.copy(this.#halves.browser, this.trace),
      print: () => window.print(),
    };
    doing[name]?.();
  }

  #act(act: Act): void {
    const former = this.#tab?.former;
    const acting: Readonly<Record<Act, () => void>> = {
      open: () => this.#openOther(),
      startOver: () => this.#startOver(),
      newRoom: () => this.#newRoom(),
      joinAgain: () => this.#tab?.joinAgain(),
      tryAgain: () => this.#tab?.tryAgain(),
      copyOld: () => void (former && this.#tools?.copy(former.browser, former.events)),
      restartIce: () => this.#restart(),
    };
    acting[act]();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : this;
    if (target.closest('input, textarea, select, summary, [tabindex="0"]:not(two-tab-bench)')) return;
    if (event.key === ' ' && target.closest('button')) return;
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    const control = this.querySelector(`[data-do="${action}"]`);
    if (control?.getAttribute('aria-disabled') !== 'true') this.#do(action);
  }

  #onSeekKey(event: KeyboardEvent): void {
    const moves: Readonly<Record<string, () => void>> = {
      ArrowRight: () => this.#seekTo(this.#halves.after(this.#now) ?? null),
      ArrowLeft: () => this.#seekTo(this.#halves.before(this.#now)),
      Home: () => this.#seekTo(0),
      End: () => this.#seekTo(null),
    };
    const move = moves[event.key.replace('Up', 'Right').replace('Down', 'Left')];
    if (!move) return;
    event.preventDefault();
    move();
  }

  /** The moment shown, in ms since the meeting; past the last event while live. */
  get #now(): number {
    const playback = this.#playback?.();
    return playback?.matches({ time: 'past' }) ? playback.context.look : Number.POSITIVE_INFINITY;
  }

  get #isPast(): boolean {
    return this.#playback?.().matches({ time: 'past' }) ?? false;
  }

  #seekShare(share: number): void {
    const { timeline, events } = this.#halves;
    const count = timeline.countAt(share);
    this.#seekTo(share >= 1 || count >= events.length ? null : (events[count - 1]?.t ?? 0));
  }

  /** Looks at a moment, here and in the other tab; null: live. */
  #seekTo(t: number | null): void {
    if (t !== null && this.#halves.length === 0) return;
    this.#send(t === null ? { type: 'LIVE' } : { type: 'SEEK', t });
    this.#tell(t);
  }

  /** The two clocks are compared to within an error, so what is told is amid the event shown last and the one after it. */
  #tell(t: number | null): void {
    if (this.#recorded) return;
    const { events } = this.#halves;
    const next = t === null ? undefined : events[this.#halves.countAt(t)]?.t;
    this.#tab?.look(t === null || next === undefined ? t : (t + next) / 2);
  }

  #advance(): void {
    const next = this.#halves.after(this.#now);
    if (next === undefined) this.#seekTo(null);
    else {
      this.#send({ type: 'ADVANCE', t: next });
      this.#tell(next);
    }
  }

  #step(): void {
    if (this.#isPast) this.#seekTo(this.#halves.after(this.#now) ?? null);
    else this.#send({ type: 'STEP' });
  }

  #toggle(): void {
    const playback = this.#playback?.();
    const playing = this.#isPast
      ? playback?.matches({ time: { past: 'playing' } })
      : playback?.matches({ script: 'playing' }) || playback?.matches({ script: 'all' });
    if (this.#recorded && !this.#isPast) this.#seekTo(0);
    this.#send({ type: playing ? 'PAUSE' : 'PLAY' });
  }

  async #runNext(): Promise<void> {
    const { run } = this.#tab ?? {};
    await run?.step();
    if (run === this.#tab?.run) this.#send({ type: 'DONE' });
  }

  /** The offer is made at once, as an application would that has noticed a change of network. */
  #restart(): void {
    this.#seekTo(null);
    this.#tab?.restart();
    this.#send({ type: 'RUN' });
  }

  #choose(carrier: CarrierName): void {
    this.#wanted = carrier;
    if (this.#tab?.reason === 'alone') this.#schedule();
    else this.#tab?.move(carrier);
  }

  /** The room, which this tab invites to when it has not yet. */
  #invited(): string {
    const { room } = this.#tab?.place ?? {};
    if (room !== undefined && this.#tab?.reason !== 'full') return room;
    const made = newRoom();
    this.#malformed = false;
    this.#recorded = undefined;
    this.#tab?.invite(made, this.#wanted);
    return made;
  }

  #openOther(): void {
    const opened = window.open(roomLink(this.#invited(), this.#wanted), '_blank');
    if (!opened) this.#screen?.opening.say(this.#words.open.blocked);
  }

  #newRoom(): void {
    this.#malformed = false;
    this.#recorded = undefined;
    this.#tab?.invite(newRoom(), this.#wanted);
  }

  #startOver(): void {
    if (this.#recorded) {
      this.#recorded = undefined;
      this.#send({ type: 'START_OVER', by: 'hand' });
      if (location.hash.startsWith('#run=')) history.replaceState(history.state, '', location.pathname);
    }
    this.#tab?.startOver();
    this.#schedule();
  }

  #colours(peer: PeerName): Colours {
    const style = getComputedStyle(this);
    return { ground: style.getPropertyValue(`--${peer}`).trim(), ink: style.getPropertyValue('--paper').trim() };
  }

  #scenario(): TabScenario {
    const data = new FormData(part(this, '.options', HTMLFormElement));
    return { carries: data.get('carries') === 'data' ? 'data' : 'both', trickle: data.has('trickle') };
  }

  #shared(): SharedRun {
    const { browser, events } = this.#halves;
    return { browser, events, cursor: this.#count, tab: 'log' };
  }

  #shown(): Shown | undefined {
    const tab = this.#tab;
    const playback = this.#playback?.();
    if (!tab || !playback) return undefined;
    const halves = this.#halves;
    const { room, peer, carrier, connected, why } = tab.place;
    const recorded = this.#recorded !== undefined;
    const live = !this.#isPast;
    const self = this.#recorded ? recordedEnd(halves.events) : peer;
    const moment = { halves, count: this.#count, self, live };
    const reason = tab.reason;
    const { run } = tab;
    const planned = run?.planned() ?? [];
    const rows = halves.rowsAt(halves.length);
    const standing = {
      ...{ room, peer, why, carrier: reason === 'alone' ? this.#wanted : carrier },
      reason: recorded ? ('recorded' as const) : this.#malformed ? ('malformed' as const) : reason,
      waiting: waitingText({ ...moment, count: halves.length }, rows, planned, this.#words),
      stranded: strandedOffer(rows, peer),
      former: tab.former !== undefined,
      connectionState: halves.index.at(halves.length)[peer].connectionState,
      underWay: isUnderWay(halves.events),
      returned: this.#returned,
    };
    return {
      ...{ moment, recorded, reason, room, peer, connected, planned },
      situation: situationOf(standing, this.#words),
      carrier: standing.carrier,
      here: this.#here,
      script:
        (['hand', 'playing', 'all', 'recorded'] as const).find((script) => playback.matches({ script })) ?? 'hand',
      past: live ? 'no' : playback.matches({ time: { past: 'playing' } }) ? 'playing' : 'paused',
      busy: playback.matches({ call: 'busy' }),
      scenario: run?.scenario,
      heardAgo: tab.heardAgo,
      received: run?.received,
      own: run?.own,
    };
  }

  get #count(): number {
    return this.#isPast ? this.#halves.countAt(this.#now) : this.#halves.length;
  }

  /** Several events make one picture; it waits for a run that nobody steps, which would be slower for being drawn. */
  #schedule(): void {
    if (this.#frame || this.#timer || this.#controller?.signal.aborted) return;
    const hurries = this.#playback?.().matches({ script: 'all' }) && !this.#tab?.place.connected;
    const draw = (): void => {
      this.#timer = 0;
      this.#drawNext();
    };
    if (hurries) this.#timer = window.setTimeout(draw, runFirst);
    else draw();
  }

  #drawNext(): void {
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const shown = this.#shown();
      if (shown) this.#screen?.draw(shown);
    });
  }
}

/** Whether this tab was here before: a tab that another opened has a copy of the other's storage, and not its seat. */
function isBack(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation instanceof PerformanceNavigationTiming && /^(reload|back_forward)$/.test(navigation.type);
}

customElements.define('two-tab-bench', TwoTabBench);
