/** One run by the reader: what was guessed, and how far it has been seen. A guess is open before the first step and judged after the last. */
import type { Path } from '#domain/nat/path.ts';
import type { Run } from '#domain/nat/run.ts';
import { fill } from '#i18n/fill.ts';
import type { LabWords } from './words.ts';

export interface Attempt {
  readonly run: Run;
  readonly guess?: Path;
  /** The latest step that was shown. */
  readonly furthest: number;
}

export const isOpen = ({ furthest }: Attempt): boolean => furthest === 0;

export const isJudged = ({ furthest, run }: Attempt): boolean => furthest === run.steps.length;

/** An attempt of which so many steps have now been seen. */
export const seenUpTo = (attempt: Attempt, step: number): Attempt =>
  step > attempt.furthest ? { ...attempt, furthest: step } : attempt;

/** What is said beside the guess. */
export function verdictOf(attempt: Attempt, words: LabWords['guess']): string {
  const { guess, run } = attempt;
  if (isOpen(attempt)) return words.open;
  if (!isJudged(attempt)) return guess ? fill(words.locked, { last: run.steps.length }) : words.without;
  const path = words.paths[run.path];
  if (!guess) return fill(words.unasked, { path });
  return guess === run.path ? fill(words.right, { path }) : fill(words.wrong, { guess: words.paths[guess], path });
}
