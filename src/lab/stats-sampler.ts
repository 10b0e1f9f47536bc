/** Samples getStats into the trace, reduced to what the views draw (webrtc-stats). */
import type { CandidateSample, PairSample, PeerName, StatsEvent } from '#domain/trace.ts';
import type { TraceLog } from './trace-log.ts';

type Report = Readonly<Record<string, unknown>>;

const numberIn = (report: Report, field: string): number => {
  const value = report[field];
  return typeof value === 'number' ? value : 0;
};
const textIn = (report: Report, field: string): string => {
  const value = report[field];
  return typeof value === 'string' ? value : '';
};

/** Stands for an address that the browser keeps from the page. */
export const hiddenAddress = '(hidden)';

function candidateText(candidate: Report | undefined): string {
  if (!candidate) return '';
  // a browser that hides an address from the page leaves it out here
  const address = textIn(candidate, 'address');
  const shown = address === '' ? hiddenAddress : address.includes(':') ? `[${address}]` : address;
  const host = ` ${shown}:${numberIn(candidate, 'port')}`;
  return `${textIn(candidate, 'candidateType')} ${textIn(candidate, 'protocol')}${host}`;
}

const pairStates = ['frozen', 'waiting', 'in-progress', 'failed', 'succeeded', 'cancelled'] as const;

/** `whole`: with all that a check list is drawn from, for a run that draws one. */
export type Detail = 'plain' | 'whole';

function pairSample(
  pair: Report,
  reports: ReadonlyMap<string, Report>,
  selectedId: string,
  detail: Detail,
): PairSample {
  const sample: PairSample = {
    local: candidateText(reports.get(textIn(pair, 'localCandidateId'))),
    remote: candidateText(reports.get(textIn(pair, 'remoteCandidateId'))),
    state: pairStates.find((state) => state === pair.state) ?? 'waiting',
    nominated: pair.nominated === true,
    // Firefox marks the pair itself, where the standard marks it on the transport
    selected: textIn(pair, 'id') === selectedId || pair.selected === true,
    requestsSent: numberIn(pair, 'requestsSent'),
    responsesReceived: numberIn(pair, 'responsesReceived'),
  };
  return detail === 'plain' ? sample : { ...sample, ...checkFacts(pair) };
}

/** What only a check list shows of a pair. A browser that leaves a number out leaves it out here. */
function checkFacts(pair: Report): Partial<PairSample> {
  const { requestsReceived, responsesSent, currentRoundTripTime: roundTrip } = pair;
  return {
    id: textIn(pair, 'id'),
    localId: textIn(pair, 'localCandidateId'),
    remoteId: textIn(pair, 'remoteCandidateId'),
    ...(typeof requestsReceived === 'number' ? { requestsReceived } : {}),
    ...(typeof responsesSent === 'number' ? { responsesSent } : {}),
    ...(typeof roundTrip === 'number' ? { roundTripTime: roundTrip * 1000 } : {}),
  };
}

const candidateTypes = ['host', 'srflx', 'prflx', 'relay'] as const;
const relayProtocols = ['udp', 'tcp', 'tls'] as const;

/** Reduces a report of RTCIceCandidateStats; undefined of any other. */
export function candidateSample(report: Report): CandidateSample | undefined {
  const end = { 'local-candidate': 'local', 'remote-candidate': 'remote' } as const;
  const [, which] = Object.entries(end).find(([type]) => type === report.type) ?? [];
  const type = candidateTypes.find((name) => name === report.candidateType);
  if (!which || !type) return undefined;
  const url = textIn(report, 'url');
  const relayProtocol = relayProtocols.find((name) => name === report.relayProtocol);
  return {
    id: textIn(report, 'id'),
    end: which,
    type,
    protocol: textIn(report, 'protocol').toLowerCase(),
    address: textIn(report, 'address'),
    port: numberIn(report, 'port'),
    priority: numberIn(report, 'priority'),
    ...(url === '' ? {} : { url }),
    ...(relayProtocol ? { relayProtocol } : {}),
  };
}

/** The role in choosing the pair, and the candidates that the pairs are of. */
function checkList(all: readonly Report[], transport: Report): Pick<StatsEvent, 'role' | 'candidates'> {
  const role = (['controlling', 'controlled'] as const).find((name) => name === transport.iceRole);
  return { ...(role ? { role } : {}), candidates: all.map(candidateSample).filter((each) => each !== undefined) };
}

/** Of every pair that was used, in bytes: the pair selected may change (RFC 8445 §8.1.1), and what went over the first still counts. */
function bytesOf(field: 'bytesSent' | 'bytesReceived', transport: Report, pairs: readonly Report[]): number {
  const overPairs = pairs.reduce((sum, pair) => sum + numberIn(pair, field), 0);
  return Math.max(numberIn(transport, field), overPairs);
}

/** Reduces a whole report to one event. */
export function reduceReport(
  reports: ReadonlyMap<string, Report>,
  peer: PeerName,
  detail: Detail = 'plain',
): Omit<StatsEvent, 't'> {
  const all = [...reports.values()];
  const ofType = (type: string): Report[] => all.filter((report) => report.type === type);
  const transport = ofType('transport')[0] ?? {};
  const selectedId = textIn(transport, 'selectedCandidatePairId');
  const pairReports = ofType('candidate-pair');
  const selected = pairReports.find((pair) => textIn(pair, 'id') === selectedId || pair.selected === true);
  const inbound = ofType('inbound-rtp');
  const roundTrip = selected?.currentRoundTripTime;
  const video = inbound.find((report) => report.kind === 'video');
  const audio = inbound.find((report) => report.kind === 'audio');
  return {
    type: 'stats',
    peer,
    bytesSent: bytesOf('bytesSent', transport, pairReports),
    bytesReceived: bytesOf('bytesReceived', transport, pairReports),
    ...(typeof roundTrip === 'number' ? { roundTripTime: roundTrip * 1000 } : {}),
    ...(video ? { framesDecoded: numberIn(video, 'framesDecoded') } : {}),
    ...(audio ? { samplesReceived: numberIn(audio, 'totalSamplesReceived') } : {}),
    pairs: pairReports.map((pair) => pairSample(pair, reports, selectedId, detail)),
    ...(detail === 'whole' ? checkList(all, transport) : {}),
  };
}

/** What getStats says now. */
export async function reportsOf(connection: RTCPeerConnection): Promise<ReadonlyMap<string, Report>> {
  const reports = new Map<string, Report>();
  for (const [id, report] of (await connection.getStats()).entries()) reports.set(String(id), report);
  return reports;
}

/** Takes one sample now. Does nothing once `signal` has aborted. */
export async function sampleStats(
  connection: RTCPeerConnection,
  peer: PeerName,
  log: TraceLog,
  signal: AbortSignal,
): Promise<void> {
  if (connection.signalingState === 'closed') return;
  const reports = await reportsOf(connection);
  if (!signal.aborted) log.append(reduceReport(reports, peer));
}
