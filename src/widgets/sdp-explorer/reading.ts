/** What is to be read on one tab: the lines of a description, or of a difference. Rows are made when they are asked for. */
import { type DiffKind, type DiffRow, diffDescriptions } from '#domain/sdp/diff.ts';
import { meaningOf } from '#domain/sdp/line-meaning.ts';
import { missingRequirements, type Requirement } from '#domain/sdp/requirements.ts';
import type { Section } from '#domain/sdp/section.ts';
import { formatSessionDescription, parseInSlices, type SessionDescription } from '#domain/sdp/session-description.ts';

/** What a difference was made of: offer and answer, or the offer before and after gathering. */
export type Compared = 'answer' | 'gathered';

export interface Reading {
  /** The description; of a difference, the later one. */
  readonly description: SessionDescription;
  readonly compared: Compared | undefined;
  readonly length: number;
  row(index: number): DiffRow | undefined;
  /** Index of the first row of a section. */
  indexOf(section: Section): number;
  /** Indexes of the rows that WebRTC does not ignore. */
  readonly used: readonly number[];
  readonly counts: Readonly<Record<DiffKind, number>>;
  /** What a browser would miss; empty where the grammar is broken already. */
  readonly requirements: readonly Requirement[];
}

/** Lines read in one go. */
const linesPerSlice = 500;
/** A longer text is no session that a browser would be given; it is not compared, and what it lacks is not looked for. */
const mostLinesChecked = 20_000;

/** Reads a text some lines at a time; yields how far it has come, 0 to 1. */
export function* readText(text: string): Generator<number, Reading, void> {
  const description = yield* parse(text, 0, 0.5);
  const used: number[] = [];
  for (const section of description.sections) {
    for (const line of description.linesOf(section)) {
      if (!meaningOf(line, section).ignored) used.push(line.number - 1);
      if (line.number % linesPerSlice === 0) yield 0.5 + line.number / description.lineCount / 2;
    }
  }
  const isSound = description.problems.length === 0 && description.lineCount <= mostLinesChecked;
  return {
    description,
    compared: undefined,
    length: description.lineCount,
    row: (index) => rowOf(description, index),
    indexOf: ({ from }) => from,
    used,
    counts: { same: description.lineCount, added: 0, removed: 0, changed: 0 },
    requirements: isSound ? missingRequirements(description) : [],
  };
}

function rowOf(description: SessionDescription, index: number): DiffRow | undefined {
  const line = description.line(index + 1);
  return line && { kind: 'same', line, section: description.sectionOf(line) };
}

/**
 * Reads what is different between two descriptions of a browser, some lines at a time; yields how far it has come, 0 to 1. Of
 * texts that are too long to compare at once no line is read.
 */
export function* readDifference(offer: string, later: string, compared: Compared): Generator<number, Reading, void> {
  const before = yield* parse(offer, 0, 0.5);
  const after = yield* parse(later, 0.5, 0.5);
  const rows = before.lineCount + after.lineCount > mostLinesChecked ? [] : diffDescriptions(before, after);
  const counts = { same: 0, added: 0, removed: 0, changed: 0 };
  for (const { kind } of rows) counts[kind] += 1;
  return {
    description: after,
    compared,
    length: rows.length,
    row: (index) => rows[index],
    indexOf: (section) => rows.findIndex((row) => row.section === section),
    used: rows.flatMap(({ line, section }, index) => (meaningOf(line, section).ignored ? [] : [index])),
    counts,
    requirements: [],
  };
}

/** Parses a text; yields shares of the work that begin at `from` and are `whole` in all. */
function* parse(text: string, from: number, whole: number): Generator<number, SessionDescription, void> {
  const parsing = parseInSlices(text, linesPerSlice);
  let step = parsing.next();
  for (; !step.done; step = parsing.next()) yield from + (step.value / text.length) * whole;
  return step.value;
}

/** The row to begin with: what differs; the first bad line; the first media section; the first line. */
export function firstToRead({ length, row, compared, description }: Reading): number {
  if (compared) return Array.from({ length }, (_, index) => row(index)).findIndex((each) => each?.kind !== 'same');
  const problem = description.problems.at(0);
  return problem ? problem.line - 1 : (description.sections[1]?.from ?? Math.min(0, length - 1));
}

/** A reading as text, as it is copied: the description itself, or the rows of a difference with a sign before each. */
export function textOf({ compared, description, length, row }: Reading): string {
  if (!compared) return formatSessionDescription(description);
  const signs = { same: ' ', added: '+', removed: '-', changed: '~' };
  const rows = Array.from({ length }, (_, index) => row(index));
  return rows.map((each) => (each ? `${signs[each.kind]} ${each.line.text}\n` : '')).join('');
}
