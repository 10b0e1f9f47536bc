import type { CarrierName, PeerName, TraceEvent } from '#domain/trace.ts';
import { carriersHere } from '#lab/carriers-here.ts';
import { say } from '#lab/chat.ts';
import type { Colours } from '#lab/synthetic-media.ts';
import { ConnectingElement } from '#widgets/live-element.ts';
import { part } from '#widgets/parts.ts';
import { type Controls, wireControls } from './controls.ts';
import type { TabScenario } from './half-run.ts';
import type { LogTools } from './log-tools.ts';
import { roomLink } from './opening-pane.ts';
import { carriers, keepSeat, newRoom, ownSeat, type Room, readRoom, roomHash } from './room.ts';
import { TabScreen } from './screen.ts';
import { shownOf } from './shown.ts';
import type { Act, AddressFault } from './situation.ts';
import type { Tab } from './tab.ts';
import { TwoHalves } from './two-halves.ts';
import { Viewing } from './viewing.ts';
import type { TabWords } from './words.ts';

/** Milliseconds for which the picture of a run that nobody steps waits for it. */
const runFirst = 100;

/** Milliseconds after which a picture in which nothing happened is drawn again. */
const heardBeat = 1000;

/** `<two-tab-bench>`: one end of a real negotiation, whose other end is in another tab (RFC 9429 §3.1). */
export class TwoTabBench extends ConnectingElement {
  #tab: Tab | undefined;
  #loading: Promise<Tab> | undefined;
  #screen: TabScreen | undefined;
  #viewing: Viewing | undefined;
  #tools: Promise<LogTools> | undefined;
  #recorded: TwoHalves | undefined;
  #here: readonly CarrierName[] | undefined;
  /** What is wrong with the address. */
  #fault: AddressFault | undefined;
  /** A seat was taken in this page, so what the tab's storage has of one is its own. */
  #sat = false;
  #returned = false;
  /** The carrier that was chosen before there is a room. */
  #wanted: CarrierName = 'broadcast-channel';
  #frame = 0;
  #timer = 0;
  readonly #nothing = new TwoHalves('');
  readonly #words: TabWords = JSON.parse(this.dataset.words ?? '{}');

  /** Everything that has happened in both halves of the run shown, for a reader's console: an array of `TraceEvent`s. */
  get trace(): readonly TraceEvent[] {
    return this.#halves.events;
  }

  get #halves(): TwoHalves {
    return this.#recorded ?? this.#tab?.halves() ?? this.#nothing;
  }

  protected override connect(signal: AbortSignal): void {
    const viewing = new Viewing(
      {
        halves: () => this.#halves,
        runNext: () => this.#runNext(),
        tell: (t) => !this.#recorded && this.#tab?.look(t),
        onChange: () => this.#schedule(),
      },
      signal,
    );
    this.#viewing = viewing;
    this.#screen = new TabScreen(this, this.#words, signal, {
      redraw: () => this.#schedule(),
      say: (text) => say(this.#tab?.chat, text),
      byHand: () => this.#tab?.byHand,
      onLog: () => void this.#loadTools(signal),
    });
    wireControls(this, signal, this.#controls(viewing));
    window.addEventListener('hashchange', () => void this.#open(signal), { signal });
    window.addEventListener('pagehide', () => this.#tab?.putAside(), { signal });
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.#comeBack(signal), { signal });
    window.addEventListener('beforeprint', () => this.#screen?.drawWholeLog(this.#halves), { signal });
    // how long ago something was heard grows by itself
    const beat = setInterval(() => this.#schedule(), heardBeat);
    signal.addEventListener('abort', () => {
      clearInterval(beat);
      clearTimeout(this.#timer);
      cancelAnimationFrame(this.#frame);
    });
    void this.#open(signal);
    void this.#askHost(signal);
  }

  async #askHost(signal: AbortSignal): Promise<void> {
    const here = await carriersHere(signal);
    this.#here = here;
    // nobody has chosen yet, and what is offered first cannot be had
    if (!this.#tab && !here.includes(this.#wanted)) {
      this.#wanted = carriers.find((carrier) => here.includes(carrier)) ?? this.#wanted;
    }
    this.#schedule();
  }

  /** What the address asks for: a room, a recorded run, or nothing. */
  async #open(signal: AbortSignal): Promise<void> {
    const room = readRoom(location.hash);
    this.#fault = undefined;
    if (room === 'malformed') this.#complain(room);
    else if (room && room.room !== this.#seatedIn) await this.#join(room, signal);
    if (location.hash.startsWith('#run=')) await this.#openRun(signal);
    this.#schedule();
    this.dataset.ready = '';
  }

  async #openRun(signal: AbortSignal): Promise<void> {
    this.scrollIntoView({ block: 'start' });
    this.#screen?.openLog();
    const tools = await this.#loadTools(signal);
    const cursor = await tools.open(location.hash);
    if (typeof cursor === 'string') this.#complain(cursor);
    else if (cursor < this.#halves.length) this.#viewing?.seekTo(this.#halves.events[cursor - 1]?.t ?? -1);
  }

  async #join({ room, by }: Room, signal: AbortSignal): Promise<void> {
    this.#wanted = by;
    this.scrollIntoView({ block: 'start' });
    const sat = isBack() || this.#returned || this.#sat ? ownSeat(room, sessionStorage) : undefined;
    const tab = await this.#needTab(signal);
    if (this.#recorded) this.#leaveRecorded();
    tab.join(room, by, sat);
  }

  /** The room that this page sits in now; undefined: none, or the browser put the page aside meanwhile. */
  get #seatedIn(): string | undefined {
    return this.#returned || this.#tab?.reason === 'alone' ? undefined : this.#tab?.place.room;
  }

  /** Who sits in a room stays there, whatever else the address asks for. */
  #complain(fault: AddressFault): void {
    const room = this.#seatedIn;
    if (room === undefined) {
      this.#fault = fault;
      return;
    }
    history.replaceState(history.state, '', roomHash({ room, by: this.#wanted }));
    this.#screen?.opening.say(this.#words.situations[fault].sentence);
  }

  /** The browser kept the page while the reader was on another, and its connection ended then. */
  #comeBack(signal: AbortSignal): void {
    this.#returned = true;
    void this.#open(signal);
  }

  /** The lab's script is loaded when there is a room to sit in. */
  #needTab(signal: AbortSignal): Promise<Tab> {
    this.#loading ??= import('./tab.ts').then(({ Tab }) => {
      this.#tab = new Tab({
        colours: (peer) => this.#colours(peer),
        scenario: () => this.#scenario(),
        signal,
        onChange: () => this.#schedule(),
        onPlanned: (count) => this.#viewing?.send({ type: 'PLANNED', count }),
        onRun: (peer) => this.#onRun(peer),
        onSeat: ({ room, peer, carrier }) => this.#onSeat(room, peer, carrier),
        onLook: (t) => !this.#recorded && this.#viewing?.follow(t),
      });
      return this.#tab;
    });
    // what did not arrive is asked for again
    this.#loading.catch(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  #loadTools(signal: AbortSignal): Promise<LogTools> {
    this.#tools ??= import('./log-tools.ts').then(
      ({ LogTools }) =>
        new LogTools(this, this.#words, signal, {
          shared: () => ({
            ...{ browser: this.#halves.browser, events: this.trace },
            ...{ cursor: this.#viewing?.count ?? 0, tab: 'log' },
          }),
          onLoad: (browser, events) => this.#load(browser, events),
        }),
    );
    return this.#tools;
  }

  #load(browser: string, events: readonly TraceEvent[]): void {
    this.#fault = undefined;
    this.#tab?.leaveRoom();
    this.#recorded = new TwoHalves(browser, events);
    this.#viewing?.send({ type: 'LOAD' });
  }

  #onRun(peer: PeerName): void {
    this.#recorded = undefined;
    this.#returned = false;
    this.#viewing?.send({ type: 'START_OVER', by: peer === 'a' ? 'hand' : 'itself' });
  }

  /** The address names the room, so that it can be shared, and a reload comes back to it. */
  #onSeat(room: string, peer: PeerName, by: CarrierName): void {
    this.#wanted = by;
    this.#sat = true;
    keepSeat({ room, peer }, sessionStorage);
    history.replaceState(history.state, '', roomHash({ room, by }));
  }

  #controls(viewing: Viewing): Controls {
    const doing: Readonly<Record<string, () => void>> = {
      step: () => viewing.step(),
      back: () => viewing.back(),
      home: () => viewing.seekTo(0),
      live: () => viewing.seekTo(null),
      play: () => viewing.toggle(),
      run: () => viewing.send({ type: 'RUN' }),
      'start-over': () => this.#startOver(),
      cut: () => this.#tab?.cut(),
      restart: () => this.#restart(),
      open: () => this.#openOther(),
      'copy-room': () => void this.#screen?.opening.copy(roomLink(this.#invited(), this.#wanted)),
      phone: () => this.#showCode(),
      copy: () => void this.#copy(this.#halves),
      print: () => window.print(),
    };
    const acting: Readonly<Record<Act, () => void>> = {
      open: () => this.#openOther(),
      startOver: () => this.#startOver(),
      newRoom: () => this.#invite(newRoom()),
      joinAgain: () => this.#tab?.joinAgain(),
      tryAgain: () => this.#tab?.tryAgain(),
      copyOld: () => this.#tab?.former && void this.#copy(this.#tab.former),
      restartIce: () => this.#restart(),
    };
    return {
      viewing,
      do: (name) => doing[name]?.(),
      act: (act) => acting[act](),
      choose: (carrier) => this.#choose(carrier),
      onOptions: () => this.#startOver(),
    };
  }

  async #copy({ browser, events }: { browser: string; events: readonly TraceEvent[] }): Promise<void> {
    if (!this.life) return;
    this.#screen?.openLog();
    const tools = await this.#loadTools(this.life);
    await tools.trace.copy(browser, events);
  }

  async #runNext(): Promise<boolean> {
    const run = this.#tab?.run;
    await run?.step();
    return run === this.#tab?.run;
  }

  /** The offer is made at once, as an application would that has noticed a change of network. */
  #restart(): void {
    this.#viewing?.seekTo(null);
    this.#tab?.restart();
    this.#viewing?.send({ type: 'RUN' });
  }

  #choose(carrier: CarrierName): void {
    this.#wanted = carrier;
    if (this.#tab && this.#tab.reason !== 'alone') this.#tab.move(carrier);
    else this.#schedule();
  }

  /** A phone reaches PeerServer, so both halves go there. */
  #showCode(): void {
    this.#choose('peerserver');
    this.#invited();
  }

  /** The room that this tab sits in, or one that it invites to now. */
  #invited(): string {
    const room = this.#tab?.place.room ?? newRoom();
    if (this.#tab?.place.room === undefined) this.#invite(room);
    return room;
  }

  #invite(room: string): void {
    this.#fault = undefined;
    this.#recorded = undefined;
    if (this.life) void this.#needTab(this.life).then((tab) => tab.invite(room, this.#wanted));
  }

  /** Without an opener the second tab has a process of its own: if one hangs, the other does not. */
  #openOther(): void {
    window.open(roomLink(this.#invited(), this.#wanted), '_blank', 'noopener');
  }

  #startOver(): void {
    if (this.#recorded) {
      this.#leaveRecorded();
      if (location.hash.startsWith('#run=')) history.replaceState(history.state, '', location.pathname);
    }
    this.#tab?.startOver();
    this.#schedule();
  }

  #leaveRecorded(): void {
    this.#recorded = undefined;
    this.#viewing?.send({ type: 'START_OVER', by: 'hand' });
  }

  #colours(peer: PeerName): Colours {
    const style = getComputedStyle(this);
    return { ground: style.getPropertyValue(`--${peer}`).trim(), ink: style.getPropertyValue('--paper').trim() };
  }

  #scenario(): TabScenario {
    const data = new FormData(part(this, '.options', HTMLFormElement));
    return { carries: data.get('carries') === 'data' ? 'data' : 'both', trickle: data.has('trickle') };
  }

  /** Several events make one picture; it waits for a run that nobody steps, which would be slower for being drawn. */
  #schedule(): void {
    if (this.#frame || this.#timer || this.life?.aborted) return;
    if (this.#viewing?.hurries && !this.#tab?.place.connected) {
      this.#timer = window.setTimeout(() => {
        this.#timer = 0;
        this.#drawNext();
      }, runFirst);
    } else this.#drawNext();
  }

  #drawNext(): void {
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw(): void {
    const viewing = this.#viewing;
    if (!viewing) return;
    const shown = shownOf(this.#tab, viewing, this.#words, {
      ...{ halves: this.#halves, recorded: this.#recorded !== undefined, here: this.#here, wanted: this.#wanted },
      ...{ fault: this.#fault, returned: this.#returned },
    });
    this.#screen?.draw(shown);
  }
}

/** Whether this tab was here before: a tab that another opened has a copy of the other's storage, and not its seat. */
function isBack(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation instanceof PerformanceNavigationTiming && /^(reload|back_forward)$/.test(navigation.type);
}

customElements.define('two-tab-bench', TwoTabBench);
