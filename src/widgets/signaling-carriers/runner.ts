/** Runs carriers one after another, and says in a sentence how far each has come. */
import type { CarrierName } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import type { CarrierRun, CarrierRuns } from './carrier-run.ts';
import { NotConnected } from './end.ts';
import { factsOf, phaseOf } from './facts.ts';
import { timeText } from './pictures.ts';
import { patience, runCarrier } from './run-carrier.ts';
import type { Ways } from './ways.ts';
import { type CarriersWords, carrierNames } from './words.ts';

/** Milliseconds for which a page comes to rest before the clock runs, so that what was before is not measured. */
const resting = 100;

/** Rejects with the signal's reason when it aborts. */
function rest(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, resting);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

export class Runner {
  readonly #runs: CarrierRuns;
  readonly #ways: Ways;
  readonly #words: CarriersWords;
  readonly #onChange: (carrier: CarrierName) => void;
  readonly #say: (text: string) => void;
  #controller = new AbortController();
  #running: CarrierName | undefined;
  #isWarm = false;

  /** `onChange` is told whenever a run has grown, begun or ended. */
  constructor(
    runs: CarrierRuns,
    ways: Ways,
    words: CarriersWords,
    onChange: (carrier: CarrierName) => void,
    say: (text: string) => void,
  ) {
    this.#runs = runs;
    this.#ways = ways;
    this.#words = words;
    this.#onChange = onChange;
    this.#say = say;
  }

  /** The carrier of the run under way. */
  get running(): CarrierName | undefined {
    return this.#running;
  }

  /** Ends the run under way, and what would have followed it. */
  stop(): void {
    if (this.#running) this.#controller.abort();
  }

  /** Runs what needs no hand, one after another, until one is stopped. */
  async runAll(): Promise<void> {
    if (this.#running) return;
    let count = 0;
    for (const carrier of carrierNames) {
      if (carrier === 'copy-paste' || !this.#ways.way(carrier)) continue;
      if (await this.run(carrier)) count += 1;
      else if (this.#controller.signal.aborted) return;
    }
    if (count > 1) this.#say(fill(this.#words.said.allDone, { count }));
  }

  /** Resolves with whether the two were connected. */
  async run(carrier: CarrierName): Promise<boolean> {
    const way = this.#ways.way(carrier);
    if (this.#running || !way) return false;
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    this.#running = carrier;
    const grown = (run: CarrierRun): void => {
      this.#runs.put(run);
      this.#onChange(carrier);
      if (!signal.aborted) this.#sayPhase(run);
    };
    this.#onChange(carrier);
    this.#say(fill(this.#words.said.opening, { carrier: this.#words.names[carrier] }));
    try {
      await this.#warmUp(signal);
      await rest(signal);
      const run = await runCarrier(carrier, way, grown, signal);
      this.#runs.measure(run);
      return true;
    } catch (reason) {
      this.#fail(carrier, reason, signal);
      return false;
    } finally {
      this.#running = undefined;
      this.#onChange(carrier);
    }
  }

  /** With its first connection a browser loads its WebRTC code; that is no carrier's doing. Where it fails, the run will tell. */
  async #warmUp(signal: AbortSignal): Promise<void> {
    const way = this.#ways.way('in-page');
    if (this.#isWarm || !way) return;
    this.#isWarm = true;
    await runCarrier('in-page', way, () => {}, signal).catch((reason: unknown) => {
      if (!(reason instanceof NotConnected)) throw reason;
    });
  }

  #fail(carrier: CarrierName, reason: unknown, signal: AbortSignal): void {
    const run = this.#runs.last(carrier);
    if (run) this.#runs.put({ ...run, failed: true });
    if (signal.aborted) this.#say(this.#words.said.stopped);
    else if (reason instanceof NotConnected) this.#say(this.#failure(carrier, reason));
    else throw reason;
  }

  #failure(carrier: CarrierName, { key, reason }: NotConnected): string {
    const { names, failures, said } = this.#words;
    const sentence = fill(failures[key], { reason, seconds: patience / 1000 });
    return fill(said.failed, { carrier: names[carrier], reason: sentence });
  }

  #sayPhase(run: CarrierRun): void {
    const facts = factsOf(run.events);
    const time = timeText(facts.connectedAt ?? 0, this.#words);
    const values = { carrier: this.#words.names[run.carrier], count: facts.messages.length, time };
    const phase = phaseOf(facts);
    const sentence = phase === 'agreeing' && run.carrier === 'copy-paste' ? 'byHand' : phase;
    this.#say(fill(this.#words.said[sentence], values));
  }
}
