/** The candidates as rows of tables: those announced, and those that getStats knows. */
import type { GatheredCandidate, Gathering } from '#domain/ice/gathering.ts';
import type { CandidateSample } from '#domain/trace.ts';
import type { FactRow } from '#views/fact-rows.ts';
import { shortPlace } from './figures.ts';
import { transportText } from './lanes-picture.ts';
import type { GatheringWords } from './words.ts';

export function announcedRows(
  { candidates }: Gathering,
  selected: GatheredCandidate | undefined,
  words: GatheringWords,
): FactRow[] {
  return candidates.map((found) => {
    const { candidate, index } = found;
    const { type, priority, foundation } = candidate;
    return {
      key: String(index),
      kind: index === selected?.index ? 'selected' : '',
      cells: [`${type} ${transportText(found, words)}`, shortPlace(candidate), String(priority), foundation],
    };
  });
}

/** Type, transport, priority and port tell a candidate: a hidden address is a name in one place and empty in the other. */
const wasAnnounced = ({ type, protocol, priority, port }: CandidateSample, { candidates }: Gathering): boolean =>
  candidates.some(
    ({ candidate }) =>
      candidate.type === type &&
      candidate.transport === protocol &&
      // an active TCP candidate is announced with port 9, whatever it will use (RFC 6544 §4.5)
      (candidate.port === port || candidate.tcpType === 'active') &&
      candidate.priority === priority,
  );

export function statsRows(
  samples: readonly CandidateSample[],
  gathering: Gathering,
  words: GatheringWords,
): { rows: FactRow[]; kept: number } {
  const announced = samples.map((sample) => wasAnnounced(sample, gathering));
  const rows = samples.map(({ id, type, protocol, address, port, priority }, i) => ({
    key: id,
    kind: announced[i] ? '' : 'kept',
    cells: [
      `${type} ${protocol}`,
      shortPlace({ address: address || words.hidden, port }),
      String(priority),
      announced[i] ? words.announced.yes : words.announced.no,
    ],
  }));
  return { rows, kept: announced.filter((each) => !each).length };
}
