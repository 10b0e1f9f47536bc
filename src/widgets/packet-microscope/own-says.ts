/** The line that says what the reader's own bytes are. */
import type { StunFlaw } from '#domain/stun/flaws.ts';
import type { HexProblem } from '#domain/stun/hex.ts';
import type { StunProblem } from '#domain/stun/message.ts';
import type { Otherwise } from '#domain/stun/partial.ts';
import { fill } from '#i18n/fill.ts';
import { bytesText, filled, type Says, typeName } from './heads.ts';
import type { Seen } from './sight.ts';
import type { MicroscopeWords } from './words.ts';

/** A message, the first thing that is wrong in it, or what it is instead. */
export function ownSays(seen: Seen | undefined, words: MicroscopeWords): Says {
  if (!seen) return words.says.empty;
  const { message, problem, otherwise, flaws = [] } = seen;
  if (otherwise) return otherwiseSays(otherwise, message.bytes[0] ?? 0, words);
  if (problem)
    return { ...filled(words.says.problem, { at: problem.at, reason: problemText(problem, words) }), by: 'bad' };
  const params = { type: typeName(message, words), bytes: bytesText(message.bytes.length, words) };
  const [flaw, ...others] = flaws;
  return flaw ? flawSays(flaw, others.length, params, words) : filled(words.says.own, params);
}

const problemText = (problem: StunProblem, words: MicroscopeWords): string =>
  fill(words.problems[problem.reason], { ...problem });

function flawSays(
  { at, reason, name, length }: StunFlaw,
  others: number,
  params: Readonly<Record<string, string>>,
  words: MicroscopeWords,
): Says {
  const text = others > 0 ? `${words.says.flaw.text} ${words.flawsMore}` : words.says.flaw.text;
  const told = fill(words.flaws[reason], { name, bytes: bytesText(length, words) });
  return { ...filled({ ...words.says.flaw, text }, { ...params, at, reason: told, others }), by: 'bad' };
}

function otherwiseSays(otherwise: Otherwise, first: number, words: MicroscopeWords): Says {
  if (otherwise.kind === 'capture') {
    const { outermost, ip, payload } = otherwise;
    const what = fill(words.captures[outermost], { ip });
    return { ...filled(words.says.capture, { what, at: payload }), by: 'bad' };
  }
  const { sharer, range } = otherwise;
  const [from, to] = range ?? [first, first];
  const text = range ? words.says.sharer.text : words.noSharer;
  const params = { name: words.sharers[sharer], first, from, to, help: words.sharerHelp[sharer] };
  return { ...filled({ ...words.says.sharer, text }, params), by: 'bad' };
}

export function hexSays(problem: HexProblem, words: MicroscopeWords): Says {
  const reason = fill(words.hexProblems[problem.reason], { ...problem });
  return { ...filled(words.says.hexProblem, { ...problem, reason }), by: 'bad' };
}
