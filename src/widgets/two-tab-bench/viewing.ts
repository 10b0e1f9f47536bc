/** The moment that is looked at, and who makes this end's calls: the playback, with the trace that it moves in. */
import { createActor, type SnapshotFrom } from 'xstate';
import { type TwoTabPlaybackEvent, twoTabPlaybackMachine } from '#machines/two-tab-playback.ts';
import type { TwoHalves } from './two-halves.ts';

export interface ViewingOptions {
  halves(): TwoHalves;
  /** Makes the next held call, and resolves when it has settled; false when another run has begun meanwhile. */
  runNext(): Promise<boolean>;
  /** Tells the other tab what is looked at here, in ms since the meeting; null: live. */
  tell(t: number | null): void;
  onChange(): void;
}

export class Viewing {
  readonly #options: ViewingOptions;
  readonly #actor: ReturnType<Viewing['begin']>;

  constructor(options: ViewingOptions, signal: AbortSignal) {
    this.#options = options;
    this.#actor = this.begin();
    signal.addEventListener('abort', () => this.#actor.stop());
  }

  begin() {
    const actions = { runNext: () => void this.#runNext(), advance: () => this.#advance() };
    const actor = createActor(twoTabPlaybackMachine.provide({ actions }));
    actor.subscribe(() => this.#options.onChange());
    return actor.start();
  }

  send(event: TwoTabPlaybackEvent): void {
    this.#actor.send(event);
  }

  get playback(): SnapshotFrom<typeof twoTabPlaybackMachine> {
    return this.#actor.getSnapshot();
  }

  get isPast(): boolean {
    return this.playback.matches({ time: 'past' });
  }

  /** Whether the calls of this end are made by nobody's hand. */
  get hurries(): boolean {
    return this.playback.matches({ script: 'all' });
  }

  /** Number of events shown. */
  get count(): number {
    const halves = this.#options.halves();
    return this.isPast ? halves.countAt(this.#now) : halves.length;
  }

  /** Looks at a moment, here and in the other tab; null: live. */
  seekTo(t: number | null): void {
    if (t !== null && this.#options.halves().length === 0) return;
    this.follow(t);
    this.#tell(t);
  }

  /** Looks where the other tab looks. */
  follow(t: number | null): void {
    this.send(t === null ? { type: 'LIVE' } : { type: 'SEEK', t });
  }

  seekShare(share: number): void {
    const { timeline, events } = this.#options.halves();
    const count = timeline.countAt(share);
    this.seekTo(share >= 1 || count >= events.length ? null : (events[count - 1]?.t ?? 0));
  }

  back(): void {
    this.seekTo(this.#options.halves().before(this.#now));
  }

  /** Makes the next call, or looks at the next moment. */
  step(): void {
    if (this.isPast) this.forth();
    else this.send({ type: 'STEP' });
  }

  forth(): void {
    this.seekTo(this.#options.halves().after(this.#now) ?? null);
  }

  toggle(): void {
    const { playback } = this;
    const playing = this.isPast
      ? playback.matches({ time: { past: 'playing' } })
      : playback.matches({ script: 'playing' }) || playback.matches({ script: 'all' });
    if (playback.matches({ script: 'recorded' }) && !this.isPast) this.seekTo(0);
    this.send({ type: playing ? 'PAUSE' : 'PLAY' });
  }

  /** The moment shown, in ms since the meeting; past the last event while live. */
  get #now(): number {
    return this.isPast ? this.playback.context.look : Number.POSITIVE_INFINITY;
  }

  async #runNext(): Promise<void> {
    if (await this.#options.runNext()) this.send({ type: 'DONE' });
  }

  #advance(): void {
    const next = this.#options.halves().after(this.#now);
    if (next === undefined) {
      this.seekTo(null);
      return;
    }
    this.send({ type: 'ADVANCE', t: next });
    this.#tell(next);
  }

  /** The two clocks are compared to within an error, so what is told is amid the event shown last and the one after it. */
  #tell(t: number | null): void {
    const halves = this.#options.halves();
    const next = t === null ? undefined : halves.events[halves.countAt(t)]?.t;
    this.#options.tell(t === null || next === undefined ? t : (t + next) / 2);
  }
}
