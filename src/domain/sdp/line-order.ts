/** Which line may follow which, and which must be there (RFC 8866 §5, §9). */
import { type Fault, fault, type Problem } from './problem.ts';
import type { SdpLine } from './sdp-line.ts';

/** Lines of one rank may be mixed: t= with its r= and z=. */
const sessionRanks = new Map([...'vosiuepcbtka'].map((type, rank) => [type, rank]));
sessionRanks.set('r', sessionRanks.get('t') ?? 0);
sessionRanks.set('z', sessionRanks.get('t') ?? 0);
const mediaRanks = new Map([...'micbka'].map((type, rank) => [type, rank]));

/** One bit for each type, so that what a section has is one number. */
const bits = new Map([...'vosiuepcbtkarzm'].map((type, index) => [type, 1 << index]));
const bitOf = (type: string): number => bits.get(type) ?? 0;

/** Those that stand at most once in a section. */
const once = [...'vosiuzk'].reduce((all, type) => all | bitOf(type), 0);

export interface Order {
  /** What is wrong with the place of a line. */
  check(line: SdpLine): Fault | undefined;
  /** What only the last line shows: the media sections without an address. */
  finish(): Problem[];
}

/** Follows the lines of a description and tells what stands in the wrong place, twice, or not at all. */
export function createOrder(): Order {
  const withoutConnection: number[] = [];
  let last: SdpLine | undefined;
  let firstLine = 0;
  let rank = -1;
  let seen = 0;
  let inSession = 0;

  function enter(line: SdpLine): Fault | undefined {
    const missing = last ? leave(last.section) : undefined;
    firstLine = line.number;
    rank = -1;
    seen = 0;
    return last || line.type === 'v' ? missing : fault('versionFirst');
  }

  function leave(section: number): Fault | undefined {
    if (section > 0 && !(seen & bitOf('c'))) withoutConnection.push(firstLine);
    if (section > 0) return undefined;
    inSession = seen;
    return missingFrom(seen);
  }

  function place(line: SdpLine): Fault | undefined {
    const bit = bitOf(line.type);
    if (bit === 0) return undefined;
    const at = (line.section === 0 ? sessionRanks : mediaRanks).get(line.type) ?? -1;
    const isRepeated = (seen & bit & once) !== 0;
    const isMisplaced = at < rank;
    rank = Math.max(rank, at);
    seen |= bit;
    if (isMisplaced) return fault('outOfOrder', { type: line.type });
    return isRepeated ? fault('repeatedLine', { type: line.type }) : undefined;
  }

  return {
    check(line) {
      const entering = line.section === last?.section ? undefined : enter(line);
      last = line;
      return place(line) ?? entering;
    },
    finish() {
      const missing = last ? leave(last.section) : undefined;
      const problems: Problem[] = missing && last ? [{ line: last.number, ...missing }] : [];
      if (inSession & bitOf('c')) return problems;
      for (const line of withoutConnection) problems.push({ line, ...fault('missingConnection') });
      return problems;
    },
  };
}

/** What a session section must have (RFC 8866 §5). */
function missingFrom(seen: number): Fault | undefined {
  if (!(seen & bitOf('o'))) return fault('missingOrigin');
  if (!(seen & bitOf('s'))) return fault('missingSessionName');
  return seen & bitOf('t') ? undefined : fault('missingTime');
}
