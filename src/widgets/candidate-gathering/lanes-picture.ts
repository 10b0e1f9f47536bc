/** Candidates in time, as a picture in words. */
import type { CandidateType } from '#domain/ice/candidate.ts';
import { type GatheredCandidate, type Gathering, parseServerUrl } from '#domain/ice/gathering.ts';
import { fill } from '#i18n/fill.ts';
import type { CandidateCard, CandidateLane, CandidateLanesPicture } from '#views/candidate-lanes.ts';
import { milliseconds, roundStep, shortPlace } from './figures.ts';
import type { Moment } from './moment.ts';
import type { GatheringWords } from './words.ts';

/** In order of priority; what checks discover is never gathered (RFC 8445 §5.1.1, §7.3.1.3). */
const lanes: readonly CandidateType[] = ['host', 'srflx', 'relay', 'prflx'];

/** Shortest axis, in ms: a burst of host candidates should not fill it. */
const shortest = 100;

/** The axis goes a little beyond the last event of the whole run, so that going back in time moves nothing. */
export const axisOf = ({ completed, elapsed }: Gathering): number => Math.max(completed ?? elapsed, shortest) * 1.07;

export function lanesPicture(moment: Moment, words: GatheringWords): CandidateLanesPicture {
  const span = axisOf(moment.whole);
  const step = roundStep(span);
  const ticks = Array.from({ length: Math.floor((span * 0.93) / step) + 1 }, (_, i) => i * step);
  const { completed } = moment.gathering;
  return {
    ticks: ticks.map((ms) => ({ share: ms / span, label: String(Number(ms.toFixed(3))) })),
    unit: words.ms,
    lanes: lanes.map((type) => laneOf(type, moment, span, words)),
    ...(completed === undefined
      ? {}
      : { end: { share: completed / span, label: fill(words.completeAt, { ms: milliseconds(completed) }) } }),
  };
}

function laneOf(type: CandidateType, moment: Moment, span: number, words: GatheringWords): CandidateLane {
  const found = moment.gathering.candidates.filter(({ candidate }) => candidate.type === type);
  const lane = {
    type,
    hint: words.hints[type],
    cards: found.map((each) => cardOf(each, each.index === moment.selected?.index, span, words)),
  };
  if (found.length > 0) return lane;
  return { ...lane, empty: { text: emptyText(type, moment, words), isReserved: type === 'prflx' } };
}

/** `udp`, or for a relayed candidate `udp via tcp` where A reaches the relay otherwise than the relay its peers. */
export function transportText({ candidate, relayProtocol }: GatheredCandidate, words: GatheringWords): string {
  const { transport } = candidate;
  return relayProtocol && relayProtocol !== transport ? fill(words.by, { transport, relay: relayProtocol }) : transport;
}

function cardOf(found: GatheredCandidate, isSelected: boolean, span: number, words: GatheringWords): CandidateCard {
  const { candidate, index: key, t } = found;
  return {
    key,
    share: t / span,
    address: shortPlace(candidate),
    time: `${milliseconds(t)} ${words.ms}`,
    transport: transportText(found, words),
    priority: String(candidate.priority),
    isSelected,
    label: fill(words.cardLabel, { type: candidate.type }),
  };
}

function emptyText(type: CandidateType, { gathering, diagnosis }: Moment, words: GatheringWords): string {
  const { policy, urls, completed } = gathering;
  if (type === 'prflx') return words.reserved;
  if (policy === 'relay' && type !== 'relay') return words.empty.notAllowed;
  const servers = urls.map(parseServerUrl);
  if (type === 'srflx' && !servers.some((server) => server?.transport === 'udp')) return words.empty.noStun;
  if (type === 'relay' && !servers.some((server) => server?.scheme === 'turn')) return words.empty.noTurn;
  if (type === 'srflx' && diagnosis.kind === 'redundant') {
    const { address } = diagnosis;
    return address ? fill(words.empty.answered, { address }) : words.empty.redundant;
  }
  return completed === undefined ? words.empty.notYet : words.empty.none;
}
