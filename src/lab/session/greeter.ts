/** Says hello until the other page has shown that it heard it. */
import type { HelloLetter } from '#domain/letter.ts';
import type { Seat } from '../signaling-channel.ts';
import type { TraceLog } from '../trace-log.ts';
import type { Agenda } from './agenda.ts';
import type { OtherPage } from './other-page.ts';
import type { Ways } from './ways.ts';

/** Milliseconds until a hello is said again, and at most. */
const firstPause = 1000;
const longestPause = 4000;

export interface GreeterOptions {
  seat: Seat;
  log: TraceLog;
  agenda: Agenda;
  ways: Ways;
  other: OtherPage;
}

export class Greeter {
  readonly #options: GreeterOptions;
  #message: number | undefined;
  #pause = firstPause;

  constructor(options: GreeterOptions) {
    this.#options = options;
  }

  /** Says a new hello, and records it as `sent`. */
  greet(): void {
    const { seat, log } = this.#options;
    this.#message = log.nextId();
    this.#pause = firstPause;
    log.append({ type: 'sent', peer: seat.peer, message: this.#message, body: { kind: 'hello' } });
    this.repeat();
  }

  /** Says the last hello once more. */
  repeat(): void {
    const { seat, agenda, ways, other } = this.#options;
    if (this.#message === undefined) return;
    const to = other.name === undefined ? {} : { to: other.name };
    const hello: HelloLetter = { kind: 'hello', from: seat.page, peer: seat.peer, ...to, message: this.#message };
    if (!ways.line.write(hello) || ways.byHand || other.knowsUs) return;
    agenda.set('hello', this.#pause, () => {
      if (!other.knowsUs) this.repeat();
    });
    this.#pause = Math.min(longestPause, this.#pause * 2);
  }
}
