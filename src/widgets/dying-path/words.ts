import type { Words } from '#i18n/words.ts';
import type { TraceWords } from '#widgets/trace-words.ts';

/** What the page writes into `data-words`: the words of the call, of the controls of its path, and of a trace. */
export type PathWords = Words['pathsDie'] & {
  readonly impairment: Words['relay']['impairment'];
  readonly trace: TraceWords;
  readonly share: Words['bench']['share'];
};
