/**
 * What is different between two descriptions: an offer before and after it was set, or an offer and its answer.
 *
 * Within a section the order of a= lines says nothing (RFC 9429 §5.8.1), so lines are matched by what they are about, not
 * by where they stand: the work is linear in the lines, however different the two are.
 */
import type { SdpLine } from './sdp-line.ts';
import type { Section } from './section.ts';
import type { SessionDescription } from './session-description.ts';
import { afterFirstWord, firstWord } from './words.ts';

export type DiffKind = 'same' | 'added' | 'removed' | 'changed';

export interface DiffRow {
  readonly kind: DiffKind;
  /** The line as it is now; of a removed one, as it was. */
  readonly line: SdpLine;
  /** The section of that line, in its own description. */
  readonly section: Section;
  /** What a changed line was before. */
  readonly was?: SdpLine;
}

/** Every line of both, in the order of `after`, removed ones where they stood; sections matched by mid, else by place. */
export function diffDescriptions(before: SessionDescription, after: SessionDescription): readonly DiffRow[] {
  const partners = matchSections(before, after);
  const rows: DiffRow[] = [];
  for (const section of after.sections) {
    diffSections(rows, after, section, before, partners.get(section));
  }
  const matched = new Set(partners.values());
  for (const section of before.sections) {
    if (matched.has(section)) continue;
    for (const line of before.linesOf(section)) rows.push({ kind: 'removed', line, section });
  }
  return rows;
}

/** Section of `after` to its partner in `before`. */
function matchSections(before: SessionDescription, after: SessionDescription): Map<Section, Section> {
  const byMid = new Map(before.sections.map((section) => [section.mid, section]));
  const partners = new Map<Section, Section>();
  const taken = new Set<Section>();
  for (const section of after.sections) {
    const inPlace = before.sections[section.index];
    const partner = section.mid === '' ? inPlace : (byMid.get(section.mid) ?? inPlace);
    if (!partner || taken.has(partner) || (partner.index === 0) !== (section.index === 0)) continue;
    taken.add(partner);
    partners.set(section, partner);
  }
  return partners;
}

function diffSections(
  rows: DiffRow[],
  after: SessionDescription,
  section: Section,
  before: SessionDescription,
  partner: Section | undefined,
): void {
  const old = partner ? [...before.linesOf(partner)] : [];
  const now = [...after.linesOf(section)];
  const matches = matchLines(old, now);
  const kept = new Set(matches.values());
  let shown = 0;
  const showRemoved = (end: number): void => {
    for (; shown < end; shown++) {
      const line = old[shown];
      if (line && partner && !kept.has(line)) rows.push({ kind: 'removed', line, section: partner });
    }
  };
  for (const line of now) {
    const was = matches.get(line);
    if (was && partner) showRemoved(was.number - 1 - partner.from);
    if (!was) rows.push({ kind: 'added', line, section });
    else if (was.text === line.text) rows.push({ kind: 'same', line, section });
    else rows.push({ kind: 'changed', line, section, was });
  }
  showRemoved(old.length);
}

/** Line to the line it was: first those with the same text, then those about the same thing. */
function matchLines(old: readonly SdpLine[], now: readonly SdpLine[]): Map<SdpLine, SdpLine> {
  const matches = new Map<SdpLine, SdpLine>();
  const taken = new Set<SdpLine>();
  for (const keyOf of [(line: SdpLine) => line.text, subjectOf]) {
    const waiting = queues(old, keyOf, taken);
    for (const line of now) {
      if (matches.has(line)) continue;
      const was = waiting.get(keyOf(line))?.pop();
      if (!was) continue;
      matches.set(line, was);
      taken.add(was);
    }
  }
  return matches;
}

/** Lines that are not yet taken, by key, the first one last, so that `pop` gives them in order. */
function queues(
  lines: readonly SdpLine[],
  keyOf: (line: SdpLine) => string,
  taken: ReadonlySet<SdpLine>,
): Map<string, SdpLine[]> {
  const waiting = new Map<string, SdpLine[]>();
  for (const line of lines.toReversed()) {
    if (taken.has(line)) continue;
    const key = keyOf(line);
    const queue = waiting.get(key);
    if (queue) queue.push(line);
    else waiting.set(key, [line]);
  }
  return waiting;
}

const directions = new Set(['sendrecv', 'sendonly', 'recvonly', 'inactive']);

/** What a line is about, so that a changed one is known for the same: `a=setup`, `a=fmtp:96`, the direction. */
function subjectOf(line: SdpLine): string {
  const { name, value } = line;
  if (line.type !== 'a') return line.type === '' ? line.text : line.type;
  if (directions.has(name)) return 'direction';
  if (name === 'rtpmap' || name === 'fmtp') return `${name} ${firstWord(value)}`;
  if (name === 'extmap') return `${name} ${afterFirstWord(value)}`;
  return name === 'candidate' || name === 'ssrc' || name === 'rtcp-fb' ? line.text : name;
}
