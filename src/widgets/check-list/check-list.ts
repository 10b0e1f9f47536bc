import { createActor, type SnapshotFrom } from 'xstate';
import type { PeerName, TraceEvent } from '#domain/trace.ts';
import { Checks } from '#lab/checks.ts';
import { type RelayHere, relayHere } from '#lab/relay-here.ts';
import { createTraceLog } from '#lab/trace-log.ts';
import { type PlaybackEvent, playbackMachine, speeds } from '#machines/playback.ts';
import { ConnectingElement } from '#widgets/live-element.ts';
import { button, named, part, write } from '#widgets/parts.ts';
import { ShareTools } from '#widgets/share-tools.ts';
import type { SharedRun } from '#widgets/shared-run.ts';
import { type Tabs, wireTabs } from '#widgets/tabs.ts';
import { browserName, TraceTools } from '#widgets/trace-tools.ts';
import { ChecksRecord } from './record.ts';
import { Screen, type Shown } from './screen.ts';
import type { Waiting } from './what-happened.ts';
import type { CheckListWords } from './words.ts';

type Playback = SnapshotFrom<typeof playbackMachine>;

/** Keys of the panel, while it has the focus and no field in it has. */
const keys: Readonly<Record<string, PlaybackEvent['type'] | 'TOGGLE' | PeerName>> = {
  ArrowRight: 'STEP',
  ArrowLeft: 'BACK',
  ' ': 'TOGGLE',
  r: 'START_OVER',
  R: 'START_OVER',
  Home: 'HOME',
  End: 'END',
  a: 'a',
  A: 'a',
  b: 'b',
  B: 'b',
};

/** A run of this page: its connections, and whether they have gathered. */
interface LiveRun {
  checks: Checks;
  prepared: Promise<void>;
  controller: AbortController;
}

/** `<check-list>`: the checks of a running connection, pair by pair, beside what RFC 8445 would schedule (RFC 8445 §6.1, §7). */
class CheckList extends ConnectingElement {
  #words: CheckListWords | undefined;
  #screen: Screen | undefined;
  #tabs: Tabs | undefined;
  #tools: TraceTools | undefined;
  #record = new ChecksRecord('');
  #live: LiveRun | undefined;
  #here: RelayHere = { kind: 'none' };
  /** The run that comes with the page. */
  #sample = new ChecksRecord('');
  #peer: PeerName = 'a';
  #waiting: Waiting = 'gathering';
  #chosen = '';
  /** What follows once the checks have been recorded: to be played, or looked at from the first moment. */
  #plays = false;
  #send: (event: PlaybackEvent) => void = () => {};
  #playback: (() => Playback) | undefined;
  #frame = 0;

  /** Everything that has happened in the run shown, for a reader's console: an array of `TraceEvent`s. */
  get trace(): readonly TraceEvent[] {
    return this.#record.events;
  }

  protected override async connect(signal: AbortSignal): Promise<void> {
    const words: CheckListWords = JSON.parse(this.dataset['words'] ?? '{}');
    this.#words = words;
    const [here, { recordedRun }] = await Promise.all([relayHere(signal), import('./recorded.ts')]);
    if (signal.aborted) return;
    this.#here = here;
    const { browser, events } = recordedRun();
    this.#sample = new ChecksRecord(browser, events);
    this.#screen = new Screen(this, words, this.#sample, (key) => this.#choose(key));
    this.#startPlayback(signal);
    this.#offerServers();
    this.#wireControls(signal);
    this.#wireTrace(words, signal);
    signal.addEventListener('abort', () => {
      cancelAnimationFrame(this.#frame);
      this.#live?.controller.abort();
    });
    this.#send({ type: 'START_OVER' });
    await this.#openLink();
    window.addEventListener('hashchange', () => void this.#openLink(), { signal });
    this.dataset['ready'] = '';
  }

  #startPlayback(signal: AbortSignal): void {
    const actions = {
      runNext: (_: unknown, { run }: { run: number }) => void this.#runChecks(run),
      startOver: () => this.#startOver(),
    };
    const actor = createActor(playbackMachine.provide({ actions }));
    this.#send = (event) => actor.send(event);
    this.#playback = () => actor.getSnapshot();
    actor.subscribe(() => this.#schedule());
    actor.start();
    signal.addEventListener('abort', () => actor.stop());
  }

  #onClick(name: string, signal: AbortSignal, action: () => void): void {
    button(this, name).addEventListener('click', action, { signal });
  }

  #wireControls(signal: AbortSignal): void {
    this.#onClick('step', signal, () => this.#step());
    this.#onClick('back', signal, () => this.#send({ type: 'BACK' }));
    this.#onClick('play', signal, () => this.#toggle());
    this.#onClick('start-over', signal, () => this.#send({ type: 'START_OVER' }));
    this.#onClick('recorded', signal, () => this.#load(this.#sample.browser, this.#sample.events));
    this.#tabs = wireTabs(this, signal, () => this.#schedule());
    this.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    this.addEventListener('change', ({ target }) => this.#onChange(target), { signal });
    named(this, 'rows').addEventListener('click', (event) => this.#onRow(event), { signal });
    const seek = part(this, '[data-do="seek"]', HTMLInputElement);
    seek.addEventListener('input', () => this.#seekTo(Number(seek.value) / 1000), { signal });
    seek.addEventListener('keydown', (event) => this.#onSeekKey(event), { signal });
    window.addEventListener('pagehide', () => this.#live?.controller.abort(), { signal });
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.#send({ type: 'START_OVER' }), { signal });
  }

  #wireTrace(words: CheckListWords, signal: AbortSignal): void {
    const tools = new TraceTools(this, words.trace);
    this.#tools = tools;
    tools.wire(signal, (browser, events) => this.#load(browser, events));
    this.#onClick('copy', signal, () => void tools.copy(this.#record.browser, this.trace));
    this.#onClick('print', signal, () => window.print());
    new ShareTools(this, words.share).wire(signal, () => this.#shared());
    window.addEventListener('beforeprint', () => this.#screen?.drawLog(this.#shown(), Number.POSITIVE_INFINITY), {
      signal,
    });
  }

  /** Servers can be chosen where there are any; where there are none the page says what to start. */
  #offerServers(): void {
    const isOffered = this.#here.kind !== 'none';
    named(this, 'servers').hidden = !isOffered;
    named(this, 'missing').hidden = isOffered;
    if (isOffered) part(this, '[name="checks-servers"][value="turn"]', HTMLInputElement).checked = true;
  }

  #startOver(): void {
    this.#live?.controller.abort();
    this.#tools?.clear();
    const record = new ChecksRecord(browserName(navigator.userAgent));
    this.#record = record;
    this.#chosen = '';
    this.#waiting = 'gathering';
    const controller = new AbortController();
    const log = createTraceLog((event) => {
      record.append(event);
      if (record === this.#record) this.#schedule();
    });
    const wanted = part(this, '[name="checks-servers"]:checked', HTMLInputElement).value;
    const servers = wanted === 'turn' && this.#here.kind !== 'none' ? overUdp(this.#here.servers) : [];
    const checks = new Checks(servers, log, controller.signal);
    this.#live = { checks, controller, prepared: this.#prepare(checks, record) };
  }

  async #prepare(checks: Checks, record: ChecksRecord): Promise<void> {
    await checks.prepare();
    if (record === this.#record) this.#waiting = 'ready';
    this.#schedule();
  }

  /** Lets the checks happen, and shows what was seen from its first moment on. */
  async #runChecks(run: number): Promise<void> {
    const { live, record } = { live: this.#live, record: this.#record };
    await live?.prepared;
    this.#waiting = 'running';
    this.#schedule();
    await live?.checks.begin();
    if (record !== this.#record) return;
    this.#waiting = 'ready';
    this.#send({ type: 'DONE', run, ended: true });
    this.#send({ type: 'APPENDED', length: record.of(this.#peer).moments.length });
    this.#send({ type: 'SEEK', to: 1 });
    if (this.#plays) this.#send({ type: 'PLAY' });
  }

  #step(): void {
    this.#plays = false;
    this.#chosen = '';
    this.#send({ type: 'STEP' });
  }

  #toggle(): void {
    const playback = this.#playback?.();
    const playing =
      playback?.matches({ time: { past: 'playing' } }) || playback?.matches({ time: { live: 'playing' } });
    this.#plays = !playing;
    this.#chosen = '';
    this.#send({ type: playing ? 'PAUSE' : 'PLAY' });
  }

  #choose(key: string): void {
    this.#chosen = key;
    this.#schedule();
  }

  #onRow({ target }: Event): void {
    const row = target instanceof Element ? target.closest('tr') : null;
    const rank = row?.querySelector('.rank')?.textContent ?? '';
    const cell = [...this.querySelectorAll<HTMLElement>('.check-matrix .cell.pair')].find(
      (each) => each.querySelector('.rank')?.textContent === rank,
    );
    cell?.click();
  }

  #onChange(target: EventTarget | null): void {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    if (target.name === 'checks-from') this.#seeFrom(target.value === 'b' ? 'b' : 'a');
    if (target.name === 'checks-servers') this.#send({ type: 'START_OVER' });
    const speed = target.dataset['do'] === 'speed' && speeds.find((each) => each === Number(target.value));
    if (speed) this.#send({ type: 'SPEED', speed });
  }

  /** The same moment, at the other end. */
  #seeFrom(peer: PeerName): void {
    if (peer === this.#peer) return;
    const t = this.#record.of(this.#peer).moments[this.#cursor - 1]?.t;
    const isEnd = this.#cursor >= this.#record.of(this.#peer).moments.length;
    this.#peer = peer;
    this.#chosen = '';
    part(this, `[name="checks-from"][value="${peer}"]`, HTMLInputElement).checked = true;
    const { length } = this.#record.of(peer).moments;
    if (length === 0 || t === undefined) {
      this.#schedule();
      return;
    }
    this.#send({ type: 'APPENDED', length });
    this.#send({ type: 'SEEK', to: isEnd ? length : Math.max(1, this.#record.countAt(peer, t)) });
  }

  #onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { target } = event;
    if (target instanceof HTMLElement && target.closest('input:not([type=radio]), select, textarea, [role=tablist]'))
      return;
    if (event.key === ' ' && target instanceof HTMLElement && target.closest('button, a')) return;
    const type = keys[event.key];
    if (!type) return;
    event.preventDefault();
    if (type === 'TOGGLE') this.#toggle();
    else if (type === 'a' || type === 'b') this.#seeFrom(type);
    else if (type === 'STEP') this.#step();
    else if (type === 'BACK' || type === 'START_OVER' || type === 'HOME' || type === 'END') this.#send({ type });
  }

  get #cursor(): number {
    return this.#playback?.().context.cursor ?? 0;
  }

  /** An arrow on the timeline is one moment. */
  #onSeekKey(event: KeyboardEvent): void {
    const to = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#send({ type: 'SEEK', to: Math.max(1, this.#cursor + to) });
  }

  #seekTo(share: number): void {
    const { moments } = this.#record.of(this.#peer);
    const [first] = moments;
    if (!first) return;
    this.#chosen = '';
    const t = first.t + share * this.#record.length(this.#peer);
    this.#send({ type: 'SEEK', to: share >= 1 ? moments.length : Math.max(1, this.#record.countAt(this.#peer, t)) });
  }

  #load(browser: string, events: readonly TraceEvent[]): void {
    this.#live?.controller.abort();
    this.#live = undefined;
    this.#chosen = '';
    this.#waiting = 'ready';
    this.#record = new ChecksRecord(browser, events);
    this.#send({ type: 'LOAD', length: this.#record.of(this.#peer).moments.length });
  }

  #shared(): SharedRun {
    const { browser, events } = this.#record;
    return { browser, events, cursor: this.#cursor, tab: this.#tabs?.chosen() ?? 'pair' };
  }

  /** Shows the run that the page's address holds, at the moment and with the pane that it was shared with. */
  async #openLink(): Promise<void> {
    if (!location.hash.startsWith('#run=')) return;
    const { hashToRun } = await import('#widgets/shared-run.ts');
    const opened = await hashToRun(location.hash);
    if (!opened) return;
    this.#tabs?.choose(opened.broken ? 'log' : opened.tab);
    this.scrollIntoView({ block: 'start' });
    if (opened.broken) {
      write(named(this, 'trace-said'), this.#words?.brokenLink ?? '');
      return;
    }
    this.#tools?.show(opened.reading, (browser, events) => this.#load(browser, events));
    this.#send({ type: 'SEEK', to: opened.cursor });
  }

  #shown(): Shown {
    const source = this.#live ? 'live' : 'recorded';
    return {
      ...{ record: this.#record, peer: this.#peer, waiting: this.#waiting, chosen: this.#chosen, source },
      // while it happens nothing is shown of it: what was seen is then shown slowly
      cursor: this.#waiting === 'running' ? 0 : this.#cursor,
    };
  }

  /** Several events in one frame make one picture. */
  #schedule(): void {
    if (this.#frame || this.life?.aborted) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const playback = this.#playback?.();
      if (playback) this.#screen?.draw(this.#shown(), playback);
    });
  }
}

/** STUN and TURN by UDP alone: a second way to the same relay would double the pairs and teach nothing more. */
function overUdp(servers: readonly RTCIceServer[]): RTCIceServer[] {
  const isUdp = (url: string): boolean => !url.startsWith('turns:') && !url.includes('transport=tcp');
  return servers
    .map((server) => ({ ...server, urls: [server.urls].flat().filter(isUdp) }))
    .filter(({ urls }) => urls.length > 0);
}

customElements.define('check-list', CheckList);
