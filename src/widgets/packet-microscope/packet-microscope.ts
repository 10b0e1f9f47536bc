import { type Actor, createActor } from 'xstate';
import type { TraceEvent } from '#domain/trace.ts';
import { playbackMachine } from '#machines/playback.ts';
import { LiveElement } from '#widgets/live-element.ts';
import { button } from '#widgets/parts.ts';
import { type Tabs, wireTabs } from '#widgets/tabs.ts';
import { ask } from './asking.ts';
import { Controls } from './controls.ts';
import { Desk } from './desk.ts';
import { OwnHex } from './own-hex.ts';
import { RunLog } from './run-log.ts';
import { Screen, shownBytes } from './screen.ts';
import type { MicroscopeWords } from './words.ts';

/** `<packet-microscope>`: the bytes of the Binding request that this browser just sent, and of the answer, field by field. */
class PacketMicroscope extends LiveElement {
  readonly #words: MicroscopeWords = JSON.parse(this.dataset['words'] ?? '{}');
  readonly #desk = new Desk(this.#words);
  #asking = new AbortController();
  #playback: Actor<typeof playbackMachine> = createActor(playbackMachine);
  #tabs: Tabs | undefined;
  #screen: Screen | undefined;
  #controls: Controls | undefined;
  #hex: OwnHex | undefined;
  #log: RunLog | undefined;

  /** Everything that happened in the run shown, for a reader's console. */
  get trace(): readonly TraceEvent[] {
    return this.#desk.events;
  }

  protected override connect(signal: AbortSignal): void {
    this.#playback = createActor(playbackMachine);
    this.#playback.start();
    this.#screen = new Screen(this, this.#words, (stop) => this.#look(stop));
    this.#controls = new Controls(this, this.#words, signal, {
      ask: () => void this.#ask(),
      next: () => this.#next(),
      back: () => this.#back(),
      seek: (stop) => this.#look(stop),
      choose: (transaction) => this.#choose(transaction),
    });
    const cursor = (): number => this.#desk.cursorOf(this.#at);
    const onRun = (browser: string, events: readonly TraceEvent[], at?: number): void =>
      this.#takeRun(browser, events, at);
    this.#log = new RunLog(this, this.#words, this.#desk, signal, cursor, onRun);
    this.#wireHex(signal);
    this.#tabs = wireTabs(this, signal, () => this.#onTab());
    window.addEventListener('hashchange', () => void this.#log?.openLink(), { signal });
    window.addEventListener('pagehide', () => this.#asking.abort(), { signal });
    signal.addEventListener('abort', () => this.#stop());
    this.#playback.subscribe(() => this.#draw());
    void this.#begin();
  }

  #stop(): void {
    this.#asking.abort();
    this.#playback.stop();
  }

  #wireHex(signal: AbortSignal): void {
    const onUndo = (): void => {
      this.#choose(this.#desk.index);
      // the button goes, and the focus would go with it
      this.focus({ preventScroll: true });
    };
    this.#hex = new OwnHex(this, this.#words, signal, () => this.#readOwn(), onUndo);
    const shown = (): Uint8Array => shownBytes(this.#desk.sight, this.#at);
    button(this, 'hex-take').addEventListener('click', () => this.#hex?.take(shown()), { signal });
    button(this, 'hex-copy').addEventListener('click', () => void this.#hex?.copy(shown()), { signal });
  }

  /** A link's run comes before one of our own; without WebRTC the reader's own bytes can still be read. */
  async #begin(): Promise<void> {
    this.#desk.lay(this.#desk.run);
    this.#show();
    if (typeof RTCPeerConnection === 'undefined') {
      this.dataset['unsupported'] = '';
      this.#tabs?.choose('hex');
      this.dataset['ready'] = 'unsupported';
    } else if (!(await this.#log?.openLink())) await this.#ask();
  }

  async #ask(): Promise<void> {
    this.#asking.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    delete this.dataset['ready'];
    this.#controls?.sayAsking();
    try {
      const { run, notice, how } = await ask(
        this.#controls?.wish ?? { whom: 'server', family: 4 },
        this.#words,
        signal,
      );
      this.#desk.lay(run, notice);
      this.#show();
      this.dataset['ready'] = how;
    } catch (reason) {
      if (!signal.aborted) throw reason;
    }
  }

  /** Shows a run from elsewhere, at the field it was shared from. */
  #takeRun(browser: string, events: readonly TraceEvent[], cursor?: number): void {
    this.#asking.abort();
    this.#desk.lay({ kind: 'recorded', browser, events });
    const at = cursor === undefined ? this.#desk.start : this.#desk.seek(cursor);
    this.#show(at);
    if (cursor !== undefined) this.scrollIntoView({ block: 'start' });
    this.dataset['ready'] = 'shown';
  }

  #choose(transaction: number): void {
    this.#desk.choose(transaction);
    this.#show();
  }

  /** Reads the reader's own text anew, and shows where it is none. */
  #readOwn(): void {
    if (!this.#hex || (this.#hex.isEmpty && !this.#desk.isOwn)) return;
    this.#desk.layOwn({ ...this.#hex.read(), password: this.#hex.password });
    this.#show();
  }

  /** Shows what lies on the desk now, at a stop of it. */
  #show(at = this.#desk.start): void {
    this.#controls?.list(this.#desk);
    this.#playback.send({ type: 'LOAD', length: this.#desk.sight.stops.length });
    this.#seek(at);
    if (this.#tabs?.chosen() === 'log') this.#log?.draw();
  }

  get #at(): number {
    return this.#playback.getSnapshot().context.cursor - 1;
  }

  #seek(stop: number): void {
    this.#playback.send({ type: 'SEEK', to: stop + 1 });
  }

  /** Goes to a field that the reader chose, and shows what it says in front. */
  #look(stop: number): void {
    this.#tabs?.choose('field');
    this.#seek(stop);
  }

  #back(): void {
    this.#tabs?.choose('field');
    this.#playback.send({ type: 'BACK' });
  }

  /** Goes one field on; after the last comes the first. */
  #next(): void {
    const { cursor, length } = this.#playback.getSnapshot().context;
    this.#tabs?.choose('field');
    if (cursor >= length) this.#seek(0);
    else this.#playback.send({ type: 'STEP' });
  }

  #draw(): void {
    this.#screen?.draw(this.#desk.picture(this.#at));
    this.#controls?.draw(this.#desk, this.#at);
  }

  #onTab(): void {
    if (this.#tabs?.chosen() === 'log') this.#log?.draw();
  }
}

customElements.define('packet-microscope', PacketMicroscope);
