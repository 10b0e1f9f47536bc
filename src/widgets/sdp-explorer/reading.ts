/** What is to be read on one tab: the lines of a description, or of a difference, ready for the listing. */
import { type DiffKind, type DiffRow, diffDescriptions } from '#domain/sdp/diff.ts';
import { meaningOf } from '#domain/sdp/line-meaning.ts';
import { missingRequirements, type Requirement } from '#domain/sdp/requirements.ts';
import { parseInSlices, type SessionDescription } from '#domain/sdp/session-description.ts';
import type { Words } from '#i18n/words.ts';
import type { SdpListingRow } from '#views/sdp-listing.ts';

type ListingWords = Words['sdp']['listing'];

export type Compared = 'answer' | 'gathered';

export interface Reading {
  /** The description; of a difference, the later one. */
  readonly description: SessionDescription;
  readonly rows: readonly DiffRow[];
  readonly lines: readonly SdpListingRow[];
  /** What a difference was made of: offer and answer, or the offer before and after gathering. */
  readonly compared: Compared | undefined;
  readonly ignored: number;
  readonly counts: Readonly<Record<DiffKind, number>>;
  /** What a browser would miss; empty where the grammar is broken already. */
  readonly requirements: readonly Requirement[];
}

/** Lines read in one go. */
const linesPerSlice = 500;

/** Reads a text some lines at a time; yields how far it has come, 0 to 1. */
export function* readText(text: string, words: ListingWords): Generator<number, Reading, void> {
  const parsing = parseInSlices(text, linesPerSlice);
  let step = parsing.next();
  for (; !step.done; step = parsing.next()) yield step.value / text.length / 2;
  const description = step.value;
  const rows: DiffRow[] = [];
  for (const section of description.sections) {
    for (const line of description.linesOf(section)) {
      rows.push({ kind: 'same', line, section });
      if (rows.length % linesPerSlice === 0) yield 0.5 + rows.length / description.lineCount / 4;
    }
  }
  return yield* readRows(description, rows, undefined, words);
}

/** Reads what is different between two descriptions. */
export function* readDifference(
  before: SessionDescription,
  after: SessionDescription,
  compared: Compared,
  words: ListingWords,
): Generator<number, Reading, void> {
  return yield* readRows(after, diffDescriptions(before, after), compared, words);
}

function* readRows(
  description: SessionDescription,
  rows: readonly DiffRow[],
  compared: Compared | undefined,
  words: ListingWords,
): Generator<number, Reading, void> {
  const counts = { same: 0, added: 0, removed: 0, changed: 0 };
  const lines: SdpListingRow[] = [];
  let ignored = 0;
  for (const row of rows) {
    const line = listingRow(row, description, words);
    lines.push(line);
    counts[row.kind] += 1;
    if (line.ignored) ignored += 1;
    if (lines.length % linesPerSlice === 0) yield 0.75 + lines.length / rows.length / 4;
  }
  const isSound = compared === undefined && description.problems.length === 0 && description.sections.length < 1000;
  const requirements = isSound ? missingRequirements(description) : [];
  return { description, rows, lines, compared, ignored, counts, requirements };
}

function listingRow(
  { kind, line, section }: DiffRow,
  description: SessionDescription,
  words: ListingWords,
): SdpListingRow {
  const { ignored } = meaningOf(line, section);
  const problem = kind !== 'removed' && description.problems.ofLine(line.number) !== undefined;
  const label = [kind === 'same' ? '' : words[kind], problem ? words.bad : '', ignored ? words.ignored : ''];
  return {
    number: line.number,
    text: line.text,
    kind,
    ignored,
    problem,
    label: label.filter((word) => word).join(', '),
  };
}
