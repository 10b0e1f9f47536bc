/** What the selected line means, where that is written, and what is wrong with it. */
import { citationHref, citationText } from '#domain/citation.ts';
import { meaningOf } from '#domain/sdp/line-meaning.ts';
import { fill } from '#i18n/fill.ts';
import type { Words } from '#i18n/words.ts';
import { shownText } from '#views/sdp-listing.ts';
import { named, write } from '#widgets/parts.ts';
import type { Reading } from './reading.ts';

type SdpWords = Words['sdp'];

export const moreText =
  (words: SdpWords) =>
  (count: number): string =>
    fill(words.listing.more, { count: count.toLocaleString() });

/** Longest value of a line, in characters, that a sentence repeats. */
const longest = 120;

/** The values of a sentence, each cut where it would be endless. */
function shortened(params: Readonly<Record<string, string>>): Record<string, string> {
  const cut = (value: string): string => (value.length > longest ? `${value.slice(0, longest)}…` : value);
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, cut(value)]));
}

export const reasonOf = (
  words: SdpWords,
  { key, params }: { key: keyof SdpWords['problem']; params: Record<string, string> },
): string => fill(words.problem[key], shortened(params));

export function drawNote(root: HTMLElement, reading: Reading, index: number, words: SdpWords): void {
  const row = reading.row(index);
  named(root, 'choice').hidden = row !== undefined;
  named(root, 'explained').hidden = row === undefined;
  if (!row) return;
  const { key, params, ignored, source } = meaningOf(row.line, row.section);
  const problem = row.kind === 'removed' ? undefined : reading.description.problems.ofLine(row.line.number);
  write(named(root, 'line'), shownText(row.line.text, moreText(words)));
  write(named(root, 'meaning'), fill(words.meaning[key], shortened(params)));
  const was = reading.compared === 'answer' ? words.explorer.inOffer : words.explorer.was;
  say(named(root, 'was'), row.was && fill(was, { text: shownText(row.was.text, moreText(words)) }));
  say(named(root, 'ignored'), ignored ? words.explorer.ignoredLine : undefined);
  say(named(root, 'reason'), problem && fill(words.explorer.reason, { reason: reasonOf(words, problem) }));
  const link = root.querySelector<HTMLAnchorElement>('[data-part="source"]');
  if (!link) return;
  const citation = { doc: source.document, section: source.section };
  link.href = citationHref(citation);
  write(link, citationText(citation));
}

function say(element: HTMLElement, text: string | undefined): void {
  element.hidden = text === undefined;
  write(element, text ?? '');
}
