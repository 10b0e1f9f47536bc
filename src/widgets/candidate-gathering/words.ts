import type { Words } from '#i18n/words.ts';
import type { TraceWords } from '#widgets/trace-words.ts';

/** What the page writes into `data-words`: the words of gathering, of a trace, and of sharing. */
export type GatheringWords = Words['gathering'] & {
  readonly trace: TraceWords;
  readonly share: Words['bench']['share'];
};
