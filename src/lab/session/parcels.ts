/**
 * One stream of a session, both ways: what is sent is numbered and kept until the other acknowledges it, what comes is put in
 * order. So everything arrives in order and once over a way that loses, doubles, delays and reorders.
 */
import type { Content } from '#domain/letter.ts';

/** A numbered piece of what is sent. */
export interface Parcel {
  number: number;
  content: Content;
}

/** Parcels that may be on the way at once, and that wait at the reader for one that is missing. */
export const atOnce = 64;

/** Milliseconds until a parcel is sent again, before anything is known of the way (RFC 6298 §2), and at most. */
const firstTimeout = 1000;
const longestTimeout = 4000;

/** What a stream needs of the session. */
export interface Post {
  /** Writes a parcel; false where there is no way for it. */
  write(parcel: Parcel): boolean;
  /** Runs `resend` in `ms` ms, in place of what was asked for before; undefined: not at all. */
  wake(ms: number | undefined, resend: () => void): void;
}

export class Parcels {
  readonly #post: Post;
  /** What is not acknowledged, in order; of these, those up to `#posted` have been written. */
  #kept: Parcel[] = [];
  #numbered = 0;
  #posted = 0;
  #timeout = firstTimeout;
  /** The parcel that was written again because the other said twice that it lacks it. */
  #hurried = 0;
  #arrived = 0;
  readonly #early = new Map<number, Content>();

  constructor(post: Post) {
    this.#post = post;
  }

  /** Parcels that are not acknowledged, sent or not. */
  get waiting(): number {
    return this.#kept.length;
  }

  /** Parcels that were written and are not acknowledged. */
  get underWay(): number {
    return this.#kept.length - (this.#numbered - this.#posted);
  }

  /** Every parcel up to this number has arrived here. */
  get arrived(): number {
    return this.#arrived;
  }

  /** Numbers and keeps a parcel, and writes it at once where there is a way. */
  send(content: Content): void {
    this.#numbered += 1;
    this.#kept.push({ number: this.#numbered, content });
    this.#writeOn();
  }

  /** Writes everything again that is not acknowledged: a way has opened. */
  resend(): void {
    this.#timeout = firstTimeout;
    this.#writeAgain();
    this.#writeOn();
    this.#wake();
  }

  /** The other has every parcel up to `number`. Gives back whether that was news. */
  acknowledged(number: number): boolean {
    const news = number - (this.#numbered - this.#kept.length);
    if (news <= 0 || number > this.#posted) return false;
    this.#kept.splice(0, news);
    this.#timeout = firstTimeout;
    this.#wake();
    this.#writeOn();
    return true;
  }

  /** The other said again how far it has got, so that something after that is missing there: the first such is written again, once. */
  hurry(): void {
    const first = this.#kept[0];
    if (!first || this.underWay === 0 || first.number === this.#hurried) return;
    this.#hurried = first.number;
    this.#post.write(first);
  }

  /** Takes in a parcel that arrived, unless it is here already or further ahead than an honest writer goes. */
  arrive({ number, content }: Parcel): void {
    const isAhead = number > this.#arrived && number <= this.#arrived + atOnce;
    if (isAhead && !this.#early.has(number)) this.#early.set(number, content);
  }

  /** The next content in order, once. */
  take(): Content | undefined {
    const content = this.#early.get(this.#arrived + 1);
    if (!content) return undefined;
    this.#arrived += 1;
    this.#early.delete(this.#arrived);
    return content;
  }

  /** Begins anew, with another page at the other end. */
  reset(): void {
    this.#kept = [];
    this.#numbered = 0;
    this.#posted = 0;
    this.#hurried = 0;
    this.#timeout = firstTimeout;
    this.#arrived = 0;
    this.#early.clear();
    this.#wake();
  }

  #writeOn(): void {
    const before = this.underWay;
    for (let next = this.#kept[before]; next && this.underWay < atOnce; next = this.#kept[this.underWay]) {
      this.#posted = next.number;
      if (this.#post.write(next)) continue;
      this.#posted -= 1;
      break;
    }
    if (before === 0 && this.underWay > 0) this.#wake();
  }

  #writeAgain(): boolean {
    return this.#kept.slice(0, this.underWay).every((parcel) => this.#post.write(parcel));
  }

  #wake(): void {
    this.#post.wake(this.underWay > 0 ? this.#timeout : undefined, () => {
      if (!this.#writeAgain()) return;
      this.#timeout = Math.min(longestTimeout, this.#timeout * 2);
      this.#wake();
    });
  }
}
