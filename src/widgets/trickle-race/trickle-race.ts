import type { RaceMode } from '#domain/ice/race.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import { type RelayHere, relayHere } from '#lab/relay-here.ts';
import { ConnectingElement } from '#widgets/live-element.ts';
import { button, named, part, write } from '#widgets/parts.ts';
import { ShareTools } from '#widgets/share-tools.ts';
import { type Tabs, wireTabs } from '#widgets/tabs.ts';
import { browserName, TraceTools } from '#widgets/trace-tools.ts';
import { Races, raceOf, type Setting } from './races.ts';
import { makeRace, ServerLost } from './run-race.ts';
import { Screen } from './screen.ts';
import { isServerKind, type RaceWords, roundsOf } from './words.ts';

/** Shortest and longest time in which a race is played again, in ms. */
const playing = { least: 3000, most: 6000 };

/** `<trickle-race>`: the same two peers connect with trickle and without, in turn, and the medians are compared. */
class TrickleRace extends ConnectingElement {
  readonly #races = new Races();
  #running: AbortController | undefined;
  #words: RaceWords | undefined;
  #screen: Screen | undefined;
  #here: RelayHere = { kind: 'none' };
  #setting: Setting = { server: 'slow', delay: 25 };
  /** Share of the race that is shown. */
  #share = 1;
  #tabs: Tabs | undefined;
  #frame = 0;
  #player = 0;

  /** Everything that has happened in the race shown, for a reader's console: an array of `TraceEvent`s. */
  get trace(): readonly TraceEvent[] {
    return this.#races.shown(this.#setting)?.events ?? [];
  }

  protected override async connect(signal: AbortSignal): Promise<void> {
    const words: RaceWords = JSON.parse(this.dataset['words'] ?? '{}');
    this.#words = words;
    this.#screen = new Screen(this, words);
    const [{ recordedRace }, here] = await Promise.all([import('./recorded.ts'), relayHere(signal)]);
    if (signal.aborted) return;
    this.#here = here;
    this.#races.other = recordedRace();
    this.#readSetting();
    this.#wire(signal, words);
    this.#greet(words);
    this.#schedule();
    this.dataset['ready'] = '';
  }

  #wire(signal: AbortSignal, words: RaceWords): void {
    this.#onClick('race', signal, () => void this.#race());
    this.#onClick('stop', signal, () => this.#running?.abort());
    this.#onClick('start-over', signal, () => this.#startOver());
    this.#onClick('play', signal, () => this.#play());
    this.#onClick('print', signal, () => window.print());
    const tools = new TraceTools(this, words.trace);
    tools.wire(signal, (browser, events) => this.#load(browser, events));
    this.#wireLinks(tools, words, signal);
    this.#onClick('copy', signal, () => {
      const browser = this.#races.shown(this.#setting)?.browser ?? '';
      void tools.copy(browser, this.trace);
    });
    this.#tabs = wireTabs(this, signal, () => this.#schedule());
    this.addEventListener('change', ({ target }) => this.#onChange(target), { signal });
    named(this, 'time').addEventListener('input', () => this.#seek(this.#slider.valueAsNumber / 1000), { signal });
    this.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    window.addEventListener('pagehide', () => this.#running?.abort(), { signal });
    window.addEventListener(
      'beforeprint',
      () => this.#screen?.drawLog(this.#races.shown(this.#setting), Number.POSITIVE_INFINITY),
      { signal },
    );
    signal.addEventListener('abort', () => {
      this.#running?.abort();
      cancelAnimationFrame(this.#frame);
      cancelAnimationFrame(this.#player);
    });
  }

  /** What shares a run as a link or a file, and opens one. */
  #wireLinks(tools: TraceTools, words: RaceWords, signal: AbortSignal): void {
    const share = new ShareTools(this, words.share);
    share.wire(signal, () => ({
      browser: this.#races.shown(this.#setting)?.browser ?? '',
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

  /** What the page says before anything has run, and what cannot be run here. */
  #greet(words: RaceWords): void {
    const browser = this.#races.other?.browser ?? '';
    this.#sayIdle(words);
    const missing = { none: fill(words.noServer, { browser }), other: words.otherServer, ours: '' }[this.#here.kind];
    const note = named(this, 'missing');
    note.hidden = missing === '';
    write(note, missing);
    if (this.#here.kind === 'other') {
      write(named(this, 'answers-quick'), words.answersAtOnce);
      for (const kind of ['slow', 'silent']) {
        part(this, `[name="race-server"][value="${kind}"]`, HTMLInputElement).disabled = true;
      }
      part(this, '[name="race-server"][value="quick"]', HTMLInputElement).checked = true;
      this.#readSetting();
    }
    this.#enable();
  }

  /** Nothing has run yet: says what is shown meanwhile, and what the button would do with this server. */
  #sayIdle(words: RaceWords): void {
    const browser = this.#races.other?.browser ?? '';
    const note = this.#setting.server === 'silent' ? words.idleSilent : words.idleNote;
    const isRecorded = this.#races.other?.source === 'recorded';
    this.#screen?.say(words.idle, isRecorded && this.#here.kind !== 'none' ? fill(note, { browser }) : '');
  }

  #readSetting(): void {
    const chosen = (name: string): string => part(this, `[name="race-${name}"]:checked`, HTMLInputElement).value;
    const server = chosen('server');
    if (isServerKind(server)) this.#setting = { server, delay: Number(chosen('delay')) };
    const { run, runOnce } = this.#words ?? { run: '', runOnce: '' };
    write(named(this, 'race'), roundsOf(this.#setting.server) > 1 ? run : runOnce);
  }

  /** While a race runs its setting stays as it is. */
  #enable(): void {
    const isRunning = this.#running !== undefined;
    const cannot = isRunning || this.#here.kind === 'none';
    button(this, 'race').disabled = cannot;
    button(this, 'stop').hidden = !isRunning;
    button(this, 'start-over').disabled = isRunning;
    button(this, 'play').disabled = (this.#races.shown(this.#setting)?.runs.length ?? 0) === 0;
    for (const fieldset of this.querySelectorAll<HTMLFieldSetElement>('.bar fieldset')) fieldset.disabled = cannot;
  }

  async #race(): Promise<void> {
    const words = this.#words;
    if (!words || this.#running || this.#here.kind === 'none') return;
    const running = new AbortController();
    const setting = this.#setting;
    const browser = browserName(navigator.userAgent);
    const events: TraceEvent[] = [];
    const keep = (): void => this.#races.put(setting, raceOf(events, browser, 'live'));
    const former = { other: this.#races.other, made: this.#races.made(setting) };
    this.#running = running;
    this.dataset['running'] = '';
    this.#enable();
    this.#seek(1);
    keep();
    const onRun = (number: number, mode: RaceMode): void => {
      keep();
      const all = 2 * roundsOf(setting.server);
      this.#screen?.progress(number - 1, setting);
      const note = setting.server === 'silent' ? words.silentNote : '';
      this.#screen?.say(fill(words.running[mode], { number, all }), note);
      this.#schedule();
    };
    try {
      await makeRace(this.#here, setting, { onRun, onEvent: (event) => events.push(event) }, running.signal);
      keep();
      this.#screen?.progress(2 * roundsOf(setting.server), setting);
      this.#tell(setting);
    } catch (reason) {
      keep();
      const isEmpty = this.#races.made(setting)?.runs.length === 0;
      if (isEmpty) this.#races.restore(setting, former);
      this.#sayWhy(reason, running.signal, isEmpty ? { ...words, stopped: words.stoppedEmpty } : words);
    } finally {
      this.#running = undefined;
      this.#enable();
      this.#schedule();
    }
  }

  #tell(setting: Setting): void {
    const race = this.#races.made(setting);
    if (race && race.runs.length > 0) this.#screen?.tell(race);
  }

  #sayWhy(reason: unknown, signal: AbortSignal, words: RaceWords): void {
    if (signal.aborted) this.#screen?.say(words.stopped, '');
    else if (reason instanceof ServerLost) this.#screen?.say(words.lost, '');
    else
      this.#screen?.say(fill(words.failed, { reason: reason instanceof Error ? reason.message : String(reason) }), '');
  }

  #startOver(): void {
    if (this.#running || !this.#words) return;
    this.#races.clear();
    this.#seek(1);
    write(named(this, 'progress'), '');
    this.#sayNotYet();
    this.#enable();
  }

  #load(browser: string, events: readonly TraceEvent[]): void {
    this.#running?.abort();
    this.#races.other = raceOf(events, browser, 'shared');
    this.#screen?.tell(this.#races.other);
    this.#enable();
    this.#seek(1);
  }

  #onChange(target: EventTarget | null): void {
    if (!(target instanceof HTMLInputElement) || target.type !== 'radio') return;
    this.#readSetting();
    if (this.#races.made(this.#setting)) this.#races.other = undefined;
    const race = this.#races.shown(this.#setting);
    if (race?.source === 'live') this.#screen?.tell(race);
    else if (race?.source === 'recorded' && this.#words) this.#sayIdle(this.#words);
    else if (!race) this.#sayNotYet();
    this.#enable();
    write(named(this, 'progress'), '');
    this.#seek(1);
  }

  #sayNotYet(): void {
    if (!this.#words) return;
    const { notYet, notYetNote } = this.#words;
    const button = named(this, 'race').textContent;
    this.#screen?.say(notYet, this.#here.kind === 'none' ? '' : fill(notYetNote, { button }));
  }

  /** Keys of the panel; those of fields, tabs and the slider stay theirs. */
  #onKey(event: KeyboardEvent): void {
    const { target, key } = event;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (target instanceof HTMLElement && target.closest('input, textarea, [role="tablist"], ol.transcript')) return;
    const steps: Readonly<Record<string, number>> = { ArrowLeft: -0.02, ArrowRight: 0.02 };
    const step = steps[key];
    if (key === 'g' || key === 'G') void this.#race();
    else if (key === 'r' || key === 'R') this.#startOver();
    else if (key === 'p' || key === 'P') this.#play();
    else if (key === 'Escape') this.#running?.abort();
    else if (step !== undefined) this.#seek(this.#share + step);
    else return;
    event.preventDefault();
  }

  #seek(share: number): void {
    this.#pause();
    this.#show(share);
  }

  #show(share: number): void {
    this.#share = Math.min(Math.max(share, 0), 1);
    this.#schedule();
  }

  #pause(): void {
    cancelAnimationFrame(this.#player);
    this.#player = 0;
    if (this.#words) write(named(this, 'play'), this.#words.play);
  }

  /** Shows the race again from its beginning, or from where it stands. */
  #play(): void {
    if (!this.#words || button(this, 'play').disabled) return;
    if (this.#player !== 0) {
      this.#pause();
      return;
    }
    write(named(this, 'play'), this.#words.pause);
    const from = this.#share >= 1 ? 0 : this.#share;
    const began = performance.now();
    const length = Math.min(Math.max(this.#most, playing.least), playing.most);
    const step = (): void => {
      const share = from + (performance.now() - began) / length;
      this.#show(share);
      if (share >= 1) this.#pause();
      else this.#player = requestAnimationFrame(step);
    };
    this.#player = requestAnimationFrame(step);
  }

  #most = 0;

  /** Several changes make one picture. */
  #schedule(): void {
    if (this.#frame !== 0 || this.life?.aborted) return;
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  /** `data-running` stays until the race is over and drawn. */
  #draw(): void {
    this.#frame = 0;
    const until = this.#share >= 1 ? Number.POSITIVE_INFINITY : this.#share * this.#most;
    this.#most = this.#screen?.draw(this.#races, this.#setting, until) ?? 0;
    this.#slider.valueAsNumber = this.#share * 1000;
    this.#slider.setAttribute('aria-valuetext', this.#screen?.timeText(this.#share * this.#most) ?? '');
    named(this, 'head').style.left = `${this.#share * 100}%`;
    if (this.#running === undefined) delete this.dataset['running'];
  }
}

customElements.define('trickle-race', TrickleRace);
