/**
 * One end of a connection whose other end is in another page. Its calls are held, and `step()` lets the next one go; what to call
 * for is said by whoever reads the messages, which is to say by perfect negotiation.
 */
import type { Step } from '#domain/step.ts';
import type { CandidateInit, Description } from '#domain/trace.ts';
import { type Held, HeldConnection, type HeldConnectionOptions, runHeld } from './held-connection.ts';

/** What became of the calls that a method planned. */
export type Settled =
  /** Of makeOffer: the offer has been handed to signaling. */
  | { type: 'OFFER_SENT' }
  /** Of takeOffer: the answer has been handed to signaling. */
  | { type: 'ANSWER_SENT' }
  /** Of takeAnswer. */
  | { type: 'ANSWER_APPLIED' }
  /** The browser refused one of them, and the others were dropped; the refusal is in the trace. */
  | { type: 'REFUSED'; signalingState: RTCSignalingState };

export interface HalfOptions extends HeldConnectionOptions {
  carries: 'data' | 'both';
  /** Told of the calls that are held, whenever they change. */
  onPlanned(planned: readonly Step[]): void;
  /** Told when an offer, an answer or the applying of one is through, or was refused. Dropped ones are not told of. */
  onSettled(settled: Settled): void;
}

/** Calls that are made one after another, or not at all. */
interface Plan {
  /** What yielding gives up: an offer, or an answer to an older one. */
  yields: boolean;
  dropped: boolean;
  ends?: Settled;
}

export class Half {
  readonly #options: HalfOptions;
  readonly #end: HeldConnection;
  #held: (Held & { plan: Plan })[] = [];
  #isSetUp = false;
  #running: Promise<unknown> = Promise.resolve();
  /** The plan whose call was made last. */
  #current: Plan | undefined;
  #taken = 0;

  /** Makes the connection at once; it closes, and what is held is dropped, when the signal aborts. */
  constructor(options: HalfOptions) {
    this.#options = options;
    this.#end = new HeldConnection(options);
    options.signal.addEventListener('abort', () => this.#hold([]), { once: true });
  }

  /** The connection, for reading its state and statistics. */
  get connection(): RTCPeerConnection {
    return this.#end.connection;
  }

  /** What is held, in the order in which it will run. */
  planned(): readonly Step[] {
    return this.#held;
  }

  /**
   * Makes the next call, once the one before has settled, and waits for its outcome. Returns what was run, or undefined when
   * nothing is held. A refused call is in the trace, not thrown.
   */
  step(): Promise<Step | undefined> {
    const stepping = this.#running.then(() => this.#runNext());
    this.#running = stepping.catch(() => undefined);
    return stepping;
  }

  /** Plans an offer: the first also makes the data channel at A and adds the tracks; `restart`: with restartIce before it. */
  makeOffer(restart = false): void {
    const plan: Plan = { yields: true, dropped: false, ends: { type: 'OFFER_SENT' } };
    this.#plan(this.#setUp());
    if (restart) this.#plan([this.#end.restartIce()]);
    this.#plan(
      this.#end.make('offer', () => plan.dropped),
      plan,
    );
  }

  /** Plans to apply an offer and to answer it; the first also adds the tracks. An own offer is rolled back by applying it. */
  takeOffer(description: Description): void {
    const plan: Plan = { yields: true, dropped: false, ends: { type: 'ANSWER_SENT' } };
    this.#plan([this.#end.take('offer', () => description)], plan);
    this.#plan(this.#setUp());
    this.#plan(
      this.#end.make('answer', () => plan.dropped),
      plan,
    );
  }

  /** Plans to apply an answer. */
  takeAnswer(description: Description): void {
    this.#plan([this.#end.take('answer', () => description)], {
      yields: false,
      dropped: false,
      ends: { type: 'ANSWER_APPLIED' },
    });
  }

  /** Plans to add a candidate of the other end; null: the end of its candidates. */
  takeCandidate(candidate: CandidateInit | null): void {
    this.#plan([this.#end.takeCandidate(candidate)]);
  }

  /** Drops what is held of an own offer, or of an answer to an older one; a call that is being made settles first. */
  yield(): void {
    const plans = [this.#current, ...this.#held.map(({ plan }) => plan)];
    for (const plan of plans) if (plan?.yields) plan.dropped = true;
    this.#hold(this.#held.filter(({ plan }) => !plan.dropped));
  }

  #setUp(): Held[] {
    if (this.#isSetUp) return [];
    this.#isSetUp = true;
    return this.#end.setUp();
  }

  #plan(steps: readonly Held[], plan: Plan = { yields: false, dropped: false }): void {
    if (steps.length === 0 || this.#options.signal.aborted) return;
    this.#hold([...this.#held, ...steps.map((step) => ({ ...step, plan }))]);
  }

  #hold(held: (Held & { plan: Plan })[]): void {
    this.#held = held;
    this.#options.onPlanned(held);
  }

  async #runNext(): Promise<Step | undefined> {
    const [next, ...rest] = this.#held;
    if (!next) return undefined;
    this.#current = next.plan;
    this.#hold(rest);
    this.#taken += 1;
    const made = await runHeld(next, this.#options.log, this.#taken);
    if (!this.#options.signal.aborted) this.#settle(next.plan, made);
    return next;
  }

  #settle(plan: Plan, made: boolean): void {
    const { onSettled } = this.#options;
    if (plan.dropped || !plan.ends) return;
    const rest = this.#held.filter((held) => held.plan !== plan);
    if (made && rest.length < this.#held.length) return;
    this.#current = undefined;
    if (!made) this.#hold(rest);
    onSettled(made ? plan.ends : { type: 'REFUSED', signalingState: this.connection.signalingState });
  }
}
