/** What waits to be carried by hand: of each letter the newest, until it is known to have arrived. */
import type { AcknowledgementLetter, Letter } from '#domain/letter.ts';

interface Waiting {
  letter: Letter;
  /** A text that holds it was taken. */
  taken: boolean;
}

export class Outbox {
  readonly #waiting = new Map<string, Waiting>();

  /** A letter that is written again, as it was not acknowledged, is no new one. */
  put(letter: Letter): void {
    const key = keyOf(letter);
    const before = this.#waiting.get(key);
    const isAgain = before !== undefined && sameBut(before.letter, letter);
    if (letter.kind === 'parcel') this.#forgetOtherPages(letter.to);
    this.#waiting.set(key, { letter, taken: isAgain && before.taken });
  }

  /** All that waits; clocks that were compared once are not compared again by the same letters. */
  take(): Letter[] {
    const letters = [...this.#waiting.values()].map(({ letter }) => letter);
    for (const [key, waiting] of this.#waiting) {
      waiting.taken = true;
      if (key === 'ping' || key === 'pong') this.#waiting.delete(key);
    }
    return letters;
  }

  /** The parcels of a stream have arrived, up to this number. */
  arrived({ stream, number }: Pick<AcknowledgementLetter, 'stream' | 'number'>): void {
    for (const [key, { letter }] of this.#waiting) {
      if (letter.kind === 'parcel' && letter.stream === stream && letter.number <= number) this.#waiting.delete(key);
    }
  }

  /** Number of letters in no text yet that are worth a person's way: that a page is there, and the messages of the negotiation. */
  get news(): number {
    return [...this.#waiting.values()].filter(({ letter, taken }) => !taken && isNews(letter)).length;
  }

  #forgetOtherPages(page: string): void {
    for (const [key, { letter }] of this.#waiting) {
      if (letter.kind === 'parcel' && letter.to !== '' && letter.to !== page) this.#waiting.delete(key);
    }
  }
}

function keyOf(letter: Letter): string {
  if (letter.kind === 'parcel') return `parcel ${letter.stream} ${letter.number}`;
  return letter.kind === 'acknowledgement' ? `acknowledgement ${letter.stream}` : letter.kind;
}

/** Whether the second letter says what the first said, to whomever. */
function sameBut(before: Letter, letter: Letter): boolean {
  if (before.kind === 'parcel' && letter.kind === 'parcel') {
    return JSON.stringify(before.content) === JSON.stringify(letter.content);
  }
  return before.kind === letter.kind;
}

function isNews(letter: Letter): boolean {
  if (letter.kind === 'parcel') return letter.stream === 'signaling';
  return letter.kind === 'hello' || letter.kind === 'bye';
}
