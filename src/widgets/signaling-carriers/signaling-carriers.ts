import type { CarrierName, TraceEvent } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import { ConnectingElement } from '#widgets/live-element.ts';
import { button, named, part, write } from '#widgets/parts.ts';
import { ShareTools } from '#widgets/share-tools.ts';
import { type Tabs, wireTabs } from '#widgets/tabs.ts';
import { TraceTools } from '#widgets/trace-tools.ts';
import { CarrierRuns } from './carrier-run.ts';
import { Courier } from './courier.ts';
import { factsOf } from './facts.ts';
import { Runner } from './runner.ts';
import { Screen } from './screen.ts';
import { Shown } from './shown.ts';
import { type Absence, waysHere } from './ways.ts';
import { type CarriersWords, carrierNames, isCarrierName } from './words.ts';

/** Milliseconds between two pictures of a run that is being measured. */
const drawingPause = 250;

/** `<signaling-carriers>`: one real negotiation over each carrier of signaling, measured, with the texts that crossed. */
class SignalingCarriers extends ConnectingElement {
  readonly #runs = new CarrierRuns();
  readonly #shown = new Shown(this.#runs);
  #runner: Runner | undefined;
  #screen: Screen | undefined;
  #tabs: Tabs | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;

  /** Everything that has happened in the run shown, for a reader's console: an array of `TraceEvent`s. */
  get trace(): readonly TraceEvent[] {
    return this.#shown.run?.events ?? [];
  }

  protected override async connect(signal: AbortSignal): Promise<void> {
    const words: CarriersWords = JSON.parse(this.dataset['words'] ?? '{}');
    const screen = new Screen(this, words, (message) => this.#choose(message));
    this.#screen = screen;
    const courier = new Courier(this, words.courier, signal, () => this.#runner?.stop());
    const ways = await waysHere(courier, signal);
    if (signal.aborted) return;
    const say = (text: string): void => screen.say(text);
    this.#runner = new Runner(this.#runs, ways, words, (carrier) => this.#look(carrier), say);
    this.#wire(signal);
    await this.#showAbsent(ways.absent, words);
    await this.#wireTools(words, signal);
    this.#schedule();
    this.dataset['ready'] = '';
  }

  #wire(signal: AbortSignal): void {
    this.#onClick('run-all', signal, () => void this.#runner?.runAll());
    this.#onClick('stop', signal, () => this.#runner?.stop());
    for (const each of this.querySelectorAll<HTMLElement>('[data-run]')) {
      each.addEventListener('click', () => this.#run(each.dataset['run']), { signal });
    }
    this.#tabs = wireTabs(this, signal, () => this.#onPane());
    this.addEventListener('change', ({ target }) => this.#onChange(target), { signal });
    this.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    window.addEventListener('pagehide', () => this.#runner?.stop(), { signal });
    window.addEventListener('beforeprint', () => this.#screen?.drawLog(this.#shown.run, Infinity), { signal });
    signal.addEventListener('abort', () => {
      this.#stopDrawing();
      this.#runner?.stop();
    });
  }

  /** What copies, pastes, prints and shares; and what the page's address holds. */
  async #wireTools(words: CarriersWords, signal: AbortSignal): Promise<void> {
    const tools = new TraceTools(this, words.trace);
    tools.wire(signal, (browser, events) => this.#load(browser, events));
    this.#onClick('copy', signal, () => void tools.copy(this.#shown.run?.browser ?? '', this.trace));
    this.#onClick('print', signal, () => window.print());
    const share = new ShareTools(this, words.share);
    share.wire(signal, () => this.#shown.shared());
    window.addEventListener('hashchange', () => void this.#openLink(tools, share), { signal });
    await this.#openLink(tools, share);
  }

  #onClick(name: string, signal: AbortSignal, action: () => void): void {
    button(this, name).addEventListener('click', action, { signal });
  }

  #run(carrier: string | undefined): void {
    if (isCarrierName(carrier)) void this.#runner?.run(carrier);
  }

  #look(carrier: CarrierName): void {
    const { running } = this.#runner ?? {};
    if (running !== undefined) this.dataset['running'] = running;
    this.#shown.look(carrier);
    part(this, `[name="carrier"][value="${carrier}"]`, HTMLInputElement).checked = true;
    this.#schedule();
  }

  #choose(message: number): void {
    this.#shown.message = message;
    this.#schedule();
  }

  #onPane(): void {
    this.#shown.pane = this.#tabs?.chosen() ?? this.#shown.pane;
    this.#schedule();
  }

  #onChange(target: EventTarget | null): void {
    if (!(target instanceof HTMLInputElement) || target.name !== 'carrier') return;
    if (isCarrierName(target.value)) this.#look(target.value);
  }

  /** Keys of the panel; those of fields and tabs stay theirs. */
  #onKey(event: KeyboardEvent): void {
    const { target, key } = event;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (target instanceof HTMLElement && target.closest('input, textarea, [role="tablist"], pre, ol.transcript'))
      return;
    const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };
    const step = steps[key];
    if (key === 'a' || key === 'A') void this.#runner?.runAll();
    else if (/^[1-5]$/.test(key)) this.#run(carrierNames[Number(key) - 1]);
    else if (key === 'Escape') this.#runner?.stop();
    else if (step !== undefined) this.#step(step);
    else return;
    event.preventDefault();
  }

  /** The focus goes with the choice where it was on a message. */
  #step(by: number): void {
    const place = this.#shown.step(by);
    if (place === undefined) return;
    this.#schedule();
    if (this.querySelector('.messages :focus')) {
      this.querySelectorAll<HTMLElement>('.messages button')[place]?.focus();
    }
  }

  /** Carriers that cannot be had here are shown as they were recorded, and it is said why. */
  async #showAbsent(absent: ReadonlyMap<CarrierName, Absence>, words: CarriersWords): Promise<void> {
    if (absent.size === 0) return;
    const { recordedBrowser, recordedRun } = await import('./recorded.ts');
    for (const carrier of absent.keys()) {
      this.#runs.put(recordedRun(carrier));
      const run = part(this, `[data-run="${carrier}"]`, HTMLElement);
      run.dataset['missing'] = '';
      run.setAttribute('aria-describedby', 'carriers-missing');
    }
    const note = named(this, 'missing');
    note.hidden = false;
    const reasons = [...new Set(absent.values())];
    write(note, reasons.map((reason) => fill(words.missing[reason], { browser: recordedBrowser })).join(' '));
  }

  /** Shows a run that the reader brought, in the place of its carrier's. */
  #load(browser: string, events: readonly TraceEvent[]): void {
    this.#runner?.stop();
    const { carrier = 'in-page' } = factsOf(events);
    this.#runs.put({ carrier, browser, events, source: 'shared' });
    this.#look(carrier);
  }

  /** Shows the run that the page's address holds, at the message and with the pane that it was shared with. */
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
    this.#shown.resume(opened);
    this.#tabs?.choose(this.#shown.pane);
  }

  /** Several events make one picture; while a run is measured, drawing gets out of its way. */
  #schedule(): void {
    const isRunning = this.#runner?.running !== undefined;
    if (this.life?.aborted || (isRunning && this.#timer !== undefined)) return;
    this.#stopDrawing();
    const draw = (): void => {
      this.#frame = requestAnimationFrame(() => this.#draw());
    };
    this.#timer = setTimeout(draw, isRunning ? drawingPause : 0);
  }

  #stopDrawing(): void {
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
    this.#timer = undefined;
  }

  /** `data-running` stays until the run is over and drawn. */
  #draw(): void {
    this.#timer = undefined;
    const { running } = this.#runner ?? {};
    this.#screen?.draw(this.#runs, this.#shown, running);
    if (running === undefined) delete this.dataset['running'];
  }
}

customElements.define('signaling-carriers', SignalingCarriers);
