/** What lies on the desk: a run and which of its transactions, or the reader's own bytes. */
import type { Transaction } from '#domain/stun/transactions.ts';
import { keyOf } from '#domain/stun/working.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { type Says, transactionSays } from './heads.ts';
import { type KnownKey, keyOfTransaction } from './keys.ts';
import type { OwnReading } from './own-hex.ts';
import { hexSays, ownSays } from './own-says.ts';
import { recordedBinding } from './recorded.ts';
import { contentOf, type MicroscopeRun } from './runs.ts';
import type { Picture } from './screen.ts';
import { type Ends, endsOf, ownSight, type Sight, startOf, transactionSight } from './sight.ts';
import type { MicroscopeWords } from './words.ts';

/** The reader's own bytes, and the password that they gave to them. */
interface Own extends OwnReading {
  readonly password: string;
}

const nobody: Ends = { asker: 'a', answerer: 'server' };

export class Desk {
  readonly #words: MicroscopeWords;
  #run = recordedBinding;
  #transactions: readonly Transaction[] = [];
  #index = 0;
  #own: Own | undefined;
  #sight: Sight = { messages: [], stops: [] };
  /** Said instead of what the transaction came to: why there is none of this browser's. */
  #notice: Says | undefined;

  constructor(words: MicroscopeWords) {
    this.#words = words;
  }

  get run(): MicroscopeRun {
    return this.#run;
  }

  get events(): readonly TraceEvent[] {
    return this.#run.events;
  }

  get transactions(): readonly Transaction[] {
    return this.#transactions;
  }

  /** Index of the transaction that is looked at. */
  get index(): number {
    return this.#index;
  }

  get isOwn(): boolean {
    return this.#own !== undefined;
  }

  get sight(): Sight {
    return this.#sight;
  }

  /** Lays a run on the desk, at the transaction that matters most. */
  lay(run: MicroscopeRun, notice?: Says): void {
    const { transactions, first } = contentOf(run);
    this.#run = run;
    this.#transactions = transactions;
    this.choose(first);
    this.#notice = notice;
  }

  choose(index: number): void {
    this.#index = index;
    this.#own = undefined;
    this.#notice = undefined;
    const transaction = this.#transactions[index];
    this.#sight = transaction ? transactionSight(transaction) : { messages: [], stops: [] };
  }

  /** Lays the reader's bytes over the run, which stays below. */
  layOwn(own: Own): void {
    this.#own = own;
    this.#sight = ownSight(own.bytes);
  }

  /** The stop to begin with: where own bytes are no STUN, or the address in an answer. */
  get start(): number {
    return startOf(this.#sight);
  }

  /** Stops of all transactions counted through, which is what a link names. */
  cursorOf(at: number): number {
    const before = this.#transactions.slice(0, this.#index);
    return before.reduce((sum, each) => sum + transactionSight(each).stops.length, 0) + at + 1;
  }

  /** Chooses the transaction that such a cursor is in, and gives the stop within it. */
  seek(cursor: number): number {
    let left = cursor;
    const index = this.#transactions.findIndex((each) => {
      const { length } = transactionSight(each).stops;
      if (left <= length) return true;
      left -= length;
      return false;
    });
    if (index < 0) return this.start;
    this.choose(index);
    return left - 1;
  }

  /** What is to be drawn, with the stop that is looked at. */
  picture(at: number): Picture {
    const transaction = this.#transactions[this.#index];
    const ends = transaction && !this.#own ? endsOf(transaction) : nobody;
    const isHere = !this.#own && this.#run.isOneMachine === true;
    return { sight: this.#sight, at, ends, key: this.#key, says: this.#says, isOneMachine: isHere, isOwn: this.isOwn };
  }

  #withCut(says: Says): Says {
    return this.#own?.isCut ? { ...says, text: `${says.text} ${this.#words.cutText}` } : says;
  }

  get #key(): KnownKey | undefined {
    const message = this.#sight.messages[0]?.message;
    if (this.#own) return message && this.#own.password !== '' ? keyOf(message, this.#own.password) : undefined;
    const transaction = this.#transactions[this.#index];
    return transaction && keyOfTransaction(transaction, this.#run.events, this.#run.credential);
  }

  get #says(): Says {
    const words = this.#words;
    if (this.#own?.problem) return hexSays(this.#own.problem, words);
    if (this.#own) return this.#withCut(ownSays(this.#sight.messages[0], words));
    const transaction = this.#transactions[this.#index];
    if (this.#notice) return this.#notice;
    return transaction ? transactionSays(transaction, words, this.#run.kind !== 'live') : words.says.empty;
  }
}
