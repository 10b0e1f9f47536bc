/** Candidates in time, as a picture in words. */
import type { CandidateType } from '#domain/ice/candidate.ts';
import { type GatheredCandidate, type Gathering, parseServerUrl } from '#domain/ice/gathering.ts';
import { fill } from '#i18n/fill.ts';
import type { CandidateCard, CandidateLane, CandidateLanesPicture } from '#views/candidate-lanes.ts';
import { milliseconds, roundStep, shortPlace, timeText } from './figures.ts';
import type { Moment } from './moment.ts';
import type { GatheringWords } from './words.ts';

/** In order of priority; what checks discover is never gathered (RFC 8445 §5.1.1, §7.3.1.3). */
const lanes: readonly CandidateType[] = ['host', 'srflx', 'relay', 'prflx'];

/** Shortest axis, in ms: a burst of host candidates should not fill it. */
const shortest = 100;

/** An axis in ms from setLocalDescription on. */
export interface Axis {
  /** Negative where a pool gathered before. */
  from: number;
  until: number;
}

/** The axis goes a little beyond the last event of the whole run, so that going back in time moves nothing. */
export const axisOf = ({ completed, elapsed, headStart }: Gathering): Axis => ({
  from: -headStart,
  until: Math.max(completed ?? elapsed, shortest) * 1.07,
});

/** Where `ms` lies on the axis, as a share of it. */
export const shareOf = (ms: number, { from, until }: Axis): number => (ms - from) / (until - from);

export function lanesPicture(moment: Moment, words: GatheringWords): CandidateLanesPicture {
  const axis = axisOf(moment.whole);
  const { completed } = moment.gathering;
  return {
    ticks: ticksOf(axis),
    unit: isLong(axis) ? words.s : words.ms,
    lanes: lanes.map((type) => laneOf(type, moment, axis, words)),
    ...(axis.from < 0 ? { ahead: { share: shareOf(0, axis), label: words.ahead } } : {}),
    ...(completed === undefined
      ? {}
      : {
          end: { share: shareOf(completed, axis), label: fill(words.completeAt, { time: timeText(completed, words) }) },
        }),
  };
}

/** Past ten seconds the axis counts seconds. */
const isLong = ({ until }: Axis): boolean => until >= 10_000;

function ticksOf(axis: Axis): CandidateLanesPicture['ticks'] {
  const { from, until } = axis;
  const step = roundStep(until - from);
  const first = Math.ceil(from / step);
  const count = Math.floor((from + (until - from) * 0.93) / step) - first + 1;
  const written = (ms: number): string => String(Number((isLong(axis) ? ms / 1000 : ms).toFixed(3))).replace('-', '−');
  return Array.from({ length: count }, (_, i) => (first + i) * step).map((ms) => ({
    share: shareOf(ms, axis),
    label: written(ms),
  }));
}

function laneOf(type: CandidateType, moment: Moment, axis: Axis, words: GatheringWords): CandidateLane {
  const found = moment.gathering.candidates.filter(({ candidate }) => candidate.type === type);
  const lane = {
    type,
    hint: words.hints[type],
    cards: found.map((each) => cardOf(each, each.index === moment.selected?.index, axis, words)),
  };
  if (found.length > 0) return lane;
  return { ...lane, empty: { text: emptyText(type, moment, words), isReserved: type === 'prflx' } };
}

/** `udp`, or for a relayed candidate `udp via tcp` where A reaches the relay otherwise than the relay its peers. */
export function transportText({ candidate, relayProtocol }: GatheredCandidate, words: GatheringWords): string {
  const { transport } = candidate;
  return relayProtocol && relayProtocol !== transport ? fill(words.by, { transport, relay: relayProtocol }) : transport;
}

function cardOf(found: GatheredCandidate, isSelected: boolean, axis: Axis, words: GatheringWords): CandidateCard {
  const { candidate, index: key, t } = found;
  return {
    key,
    share: shareOf(t, axis),
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
  if (completed === undefined) return words.empty.notYet;
  return type === 'srflx' && diagnosis.kind === 'unanswered' ? words.empty.unanswered : words.empty.none;
}
