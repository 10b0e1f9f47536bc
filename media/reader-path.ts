import type { Impairment } from '#domain/path-events.ts';
import type { AnswerAfter } from '#domain/relay-wire.ts';
import { unimpaired } from '#domain/unimpaired.ts';
import type { Chance } from './chance.ts';
import { bounded, bounds, emptyLane, pass } from './impairment.ts';
import type { Crossing, Passage, Path } from './relay/page.ts';

/** The way of one page's packets through the relay, as its reader wants it at the moment. */
export class ReaderPath implements Path {
  #wish = unimpaired;
  #answerAfter: AnswerAfter = 0;
  #lanes = { peer: emptyLane, client: emptyLane };
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** Treats packets so from now on; what is on its way arrives as it would have. Gives the wish as far as it is granted. */
  impair(wish: Impairment): Impairment {
    this.#wish = bounded(wish);
    this.#lanes = { peer: emptyLane, client: emptyLane };
    return this.#wish;
  }

  /** Answers Binding requests so late, in ms, or never. */
  answerStun(after: AnswerAfter): void {
    this.#answerAfter = after === 'never' ? after : Math.min(bounds.delay, Math.max(0, after));
  }

  passage({ kind, towards, bytes }: Crossing, at: number): Passage {
    if (kind === 'binding') return this.#answerAfter === 'never' ? 'unanswered' : [this.#answerAfter];
    const { passage, lane } = pass(this.#wish, this.#lanes[towards], { bytes, at }, this.#chance);
    this.#lanes = { ...this.#lanes, [towards]: lane };
    return passage;
  }
}
