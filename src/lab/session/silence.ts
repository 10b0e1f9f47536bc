/** Notices when what was asked for stays unanswered. */
import type { Stream } from '#domain/letter.ts';
import type { Clock } from '../trace-log.ts';
import { type Agenda, early } from './agenda.ts';

/** Milliseconds without an answer that are a silence. */
const patience = 5000;

/** The things whose answers are waited for. */
type Question = Stream | 'ping';

export class Silence {
  readonly #clock: Clock;
  readonly #agenda: Agenda;
  readonly #onSilent: () => void;
  readonly #onHeard: () => void;
  readonly #since = new Map<Question, number>();
  #silent = false;

  constructor(clock: Clock, agenda: Agenda, onSilent: () => void, onHeard: () => void) {
    this.#clock = clock;
    this.#agenda = agenda;
    this.#onSilent = onSilent;
    this.#onHeard = onHeard;
  }

  get isSilent(): boolean {
    return this.#silent;
  }

  /** An answer is waited for from now, if it was not before. */
  waitFor(question: Question): void {
    if (this.#since.has(question)) return;
    this.#since.set(question, this.#clock());
    this.#watch();
  }

  /** An answer has come; `more`: another is waited for from now. */
  heard(question: Question, more: boolean): void {
    this.#since.delete(question);
    if (more) this.waitFor(question);
    if (!this.#silent || this.#isOverdue()) return;
    this.#silent = false;
    this.#onHeard();
  }

  /** There is no way for an answer any more, so that it is not waited for. */
  forget(...questions: readonly Question[]): void {
    for (const question of questions) this.#since.delete(question);
    this.#silent &&= this.#isOverdue();
  }

  #oldest(): number {
    return Math.min(...this.#since.values());
  }

  #isOverdue(): boolean {
    return this.#oldest() + patience <= this.#clock() + early;
  }

  #watch(): void {
    if (this.#since.size === 0) return;
    this.#agenda.setOnce('silence', Math.max(0, this.#oldest() + patience - this.#clock()), () => this.#check());
  }

  #check(): void {
    if (!this.#isOverdue()) this.#watch();
    else if (!this.#silent) {
      this.#silent = true;
      this.#onSilent();
    }
  }
}
