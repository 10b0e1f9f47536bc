import { createActor, type SnapshotFrom } from 'xstate';
import type { Path } from '#domain/nat/path.ts';
import { type Run, runNetwork } from '#domain/nat/run.ts';
import { type PlaybackEvent, playbackMachine, speeds } from '#machines/playback.ts';
import { LiveElement } from '#widgets/live-element.ts';
import { button, part } from '#widgets/parts.ts';
import { type Tabs, wireTabs } from '#widgets/tabs.ts';
import { type Attempt, isJudged, isOpen, seenUpTo } from './attempt.ts';
import { cellOf, chooseCell, chooseNats, readChoices } from './choices.ts';
import { readAddress, writeAddress } from './in-address.ts';
import { LabScreen } from './lab-screen.ts';
import { MapPane } from './map-pane.ts';
import type { LabWords } from './words.ts';

type Playback = SnapshotFrom<typeof playbackMachine>;

/** Milliseconds that a moment must last before the address says it: browsers take only so many changes in a time. */
const settled = 400;

const paths: readonly Path[] = ['srflx', 'prflx', 'relay'];

/** `<nat-lab>`: two peers behind a NAT each look for a path, packet by packet, in a model of the network (RFC 4787, RFC 8445). */
class NatLab extends LiveElement {
  #attempt: Attempt | undefined;
  #playback: (() => Playback) | undefined;
  #send: (event: PlaybackEvent) => void = () => {};
  #screen: LabScreen | undefined;
  #map: MapPane | undefined;
  #tabs: Tabs | undefined;
  #frame = 0;
  /** The last run that has filled its cell: emptying the map afterwards empties that cell, too. */
  #mapped: Run | undefined;
  #writing: ReturnType<typeof setTimeout> | undefined;

  /** The run that is shown, whole, for a reader's console. */
  get run(): Run | undefined {
    return this.#attempt?.run;
  }

  protected override connect(signal: AbortSignal): void {
    const words: LabWords = JSON.parse(this.dataset['words'] ?? '{}');
    this.#screen = new LabScreen(this, words);
    this.#map = new MapPane(this, words, signal, (cell) => this.#choose(cell));
    this.#tabs = wireTabs(this, signal, () => this.#schedule());
    const actor = createActor(playbackMachine);
    this.#send = (event) => actor.send(event);
    this.#playback = () => actor.getSnapshot();
    actor.subscribe(() => this.#follow());
    actor.start();
    signal.addEventListener('abort', () => {
      cancelAnimationFrame(this.#frame);
      clearTimeout(this.#writing);
      this.#frame = 0;
      actor.stop();
    });
    this.#wire(signal);
    const resized = new ResizeObserver(() => this.#schedule());
    resized.observe(this);
    signal.addEventListener('abort', () => resized.disconnect());
    this.#restore();
    this.#draw();
    this.dataset['ready'] = '';
  }

  #wire(signal: AbortSignal): void {
    const onClick = (name: string, action: () => void): void =>
      button(this, name).addEventListener('click', action, { signal });
    onClick('step', () => this.#send({ type: 'STEP' }));
    onClick('back', () => this.#send({ type: 'BACK' }));
    onClick('play', () => this.#toggle());
    onClick('end', () => this.#send({ type: 'END' }));
    onClick('start-over', () => this.#begin());
    for (const each of this.querySelectorAll('[data-do="change"]')) {
      each.addEventListener('click', () => this.#change(each), { signal });
    }
    part(this, 'form.cfg', HTMLFormElement).addEventListener('change', () => this.#begin(), { signal });
    part(this, '[data-part="guess"]', HTMLElement).addEventListener('change', (event) => this.#guess(event), {
      signal,
    });
    const seek = part(this, '[data-do=seek]', HTMLInputElement);
    seek.addEventListener('input', () => this.#send({ type: 'SEEK', to: Number(seek.value) }), { signal });
    const speed = part(this, '[data-do=speed]', HTMLSelectElement);
    speed.addEventListener('change', () => this.#setSpeed(Number(speed.value)), { signal });
    this.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    document.addEventListener('click', (event) => this.#onLink(event), { signal });
  }

  /** Makes the run of what is chosen, and shows it before its first step. */
  #begin(): void {
    const run = runNetwork(readChoices(this));
    this.#attempt = { run, furthest: 0 };
    this.#send({ type: 'LOAD', length: run.steps.length });
    this.#send({ type: 'HOME' });
    this.#attempt = { run, furthest: 0 };
    this.#schedule();
  }

  /** The run that the page's address names, or what the page has chosen. */
  #restore(): void {
    const said = readAddress(location.search);
    if (said) chooseNats(this, said.setup);
    this.#begin();
    if (!said || !this.#attempt) return;
    if (said.guess) this.#attempt = { ...this.#attempt, guess: said.guess };
    if (said.step > 0) this.#send({ type: 'SEEK', to: said.step });
  }

  /** The choices unfold in place of the button, so the focus goes on to the first of its NAT. */
  #change(pressed: Element): void {
    this.#begin();
    this.#draw();
    pressed.closest('.pick')?.querySelector<HTMLInputElement>('input:checked')?.focus();
  }

  #choose(cell: number): void {
    chooseCell(this, cell);
    this.#begin();
  }

  #guess({ target }: Event): void {
    const attempt = this.#attempt;
    if (!(target instanceof HTMLInputElement) || !attempt || !isOpen(attempt)) return;
    const guess = paths.find((path) => path === target.value);
    this.#attempt = guess ? { ...attempt, guess } : attempt;
    this.#schedule();
    this.#note();
  }

  /** Writes the moment into the address, so that it can be linked to and survives a reload. */
  #note(): void {
    if (!('ready' in this.dataset)) return;
    clearTimeout(this.#writing);
    this.#writing = setTimeout(() => {
      const attempt = this.#attempt;
      if (!attempt || this.life?.aborted) return;
      const { cursor = 0 } = this.#playback?.().context ?? {};
      const query = writeAddress(attempt, cursor, location.search);
      if (query !== location.search) history.replaceState(history.state, '', query + location.hash);
    }, settled);
  }

  /** The moment has changed: what has been seen of the run may have grown, and ended. */
  #follow(): void {
    const { cursor = 0 } = this.#playback?.().context ?? {};
    if (this.#attempt) this.#attempt = seenUpTo(this.#attempt, cursor);
    this.#schedule();
    this.#note();
  }

  #toggle(): void {
    this.#send({ type: this.#isPlaying() ? 'PAUSE' : 'PLAY' });
  }

  #isPlaying(): boolean {
    return this.#playback?.().matches({ time: { past: 'playing' } }) ?? false;
  }

  #setSpeed(value: number): void {
    const speed = speeds.find((each) => each === value);
    if (speed) this.#send({ type: 'SPEED', speed });
  }

  #onKey(event: KeyboardEvent): void {
    const { key, target } = event;
    if (event.altKey || event.ctrlKey || event.metaKey || !(target instanceof HTMLElement)) return;
    if (target.closest('input, select, [role=tablist]') || (key === ' ' && target.closest('button, a'))) return;
    const keys: Record<string, () => void> = {
      ArrowRight: () => this.#send({ type: 'STEP' }),
      ArrowLeft: () => this.#send({ type: 'BACK' }),
      ' ': () => this.#toggle(),
      Home: () => this.#send({ type: 'HOME' }),
      End: () => this.#send({ type: 'END' }),
      r: () => this.#begin(),
      R: () => this.#begin(),
    };
    if (!Object.hasOwn(keys, key)) return;
    event.preventDefault();
    keys[key]?.();
  }

  /** Links of the lesson choose a cell: `data-nat-lab="8"` is row 0, column 8 of the map. */
  #onLink(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest('a[data-nat-lab]') : null;
    if (!(link instanceof HTMLElement)) return;
    event.preventDefault();
    this.#choose(Number(link.dataset['natLab']));
    this.scrollIntoView({ block: 'start' });
    this.focus({ preventScroll: true });
  }

  /** Several changes in one frame make one picture. */
  #schedule(): void {
    if (this.#frame || this.life?.aborted) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw(): void {
    const attempt = this.#attempt;
    if (!attempt) return;
    const { cursor: at = 0 } = this.#playback?.().context ?? {};
    this.#screen?.draw({ attempt, at, isPlaying: this.#isPlaying(), tab: this.#tabs?.chosen() ?? '' });
    const cell = cellOf(attempt.run.setup);
    if (cell !== undefined && isJudged(attempt) && this.#mapped !== attempt.run) {
      this.#mapped = attempt.run;
      this.#map?.add(cell);
    }
    this.#map?.draw(cell ?? -1, !isJudged(attempt));
  }
}

customElements.define('nat-lab', NatLab);
