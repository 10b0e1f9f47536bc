/** The candidates that one end of a trace can pair, when it learned of each, and which of them a report of getStats means. */
import type { CandidateSample, PeerName, TraceEvent } from '../trace.ts';
import { type Candidate, parseCandidate } from './candidate.ts';
import type { PairableCandidate } from './candidate-pair.ts';
import { priorityParts } from './priority.ts';

export interface ListedCandidate extends PairableCandidate {
  peer: PeerName;
  /** Its address is a name that hides it. */
  isMdns: boolean;
}

/** A candidate that an end can pair from `t` on, in ms since the trace began. */
export interface Arrival {
  t: number;
  end: 'local' | 'remote';
  candidate: ListedCandidate;
  /** Candidates that were handed over in one go have one number: nothing else happened meanwhile. */
  batch: number;
}

/** What an end found itself, and what it was given of the other's (RFC 8445 §5.1.1; webrtc-pc, addIceCandidate), in that order. */
export function arrivalsAt(events: readonly TraceEvent[], peer: PeerName): Arrival[] {
  const listed: Record<PeerName, ListedCandidate[]> = { a: [], b: [] };
  const arrivals: Arrival[] = [];
  let batch = 0;
  for (const event of events) {
    if (event.type !== 'call' || event.method !== 'addIceCandidate') batch += 1;
    if (event.type === 'candidate' && event.candidate) {
      const candidate = listCandidate(event.candidate.candidate, event.peer, listed[event.peer]);
      if (candidate && event.peer === peer) arrivals.push({ t: event.t, end: 'local', candidate, batch });
    } else if (event.type === 'call' && event.method === 'addIceCandidate' && event.peer === peer) {
      const other = peer === 'a' ? 'b' : 'a';
      const candidate = listCandidate(event.argument?.candidate?.candidate ?? '', other, listed[other]);
      if (candidate) arrivals.push({ t: event.t, end: 'remote', candidate, batch });
    }
  }
  return arrivals;
}

/** The candidate of a line, listed once; undefined where the line is none. */
function listCandidate(line: string, peer: PeerName, listed: ListedCandidate[]): ListedCandidate | undefined {
  const parsed = parseCandidate(line);
  if (!parsed.ok) return undefined;
  const { candidate } = parsed;
  const known = listed.find((each) => isSame(each, candidate));
  if (known) return known;
  const id = `${peer}${listed.length + 1}`;
  const { type, foundation, component, transport, tcpType, priority, address, port, isMdns } = candidate;
  const added: ListedCandidate = {
    ...{ id, peer, type, foundation, component, transport, priority, address, port, isMdns, base: id },
    ...(tcpType ? { tcpType } : {}),
  };
  listed.push(added);
  for (const each of listed) if (each.type === 'srflx') each.base = baseOf(each, listed);
  if (type === 'srflx') added.base = baseOf(added, listed, candidate);
  return added;
}

const isSame = (one: ListedCandidate, two: Candidate): boolean =>
  one.type === two.type && one.transport === two.transport && one.address === two.address && one.port === two.port;

/**
 * The host candidate that a reflexive one is checked from: by its related address (RFC 8839 §5.1), or where a browser hides that,
 * the one of the same port, else of the nearest local preference, as it stands for the interface (RFC 8445 §5.1.2.1).
 */
function baseOf(srflx: ListedCandidate, listed: readonly ListedCandidate[], line?: Candidate): string {
  const hosts = listed.filter(({ type, transport }) => type === 'host' && transport === srflx.transport);
  const related = hosts.find(({ address, port }) => address === line?.relatedAddress && port === line?.relatedPort);
  const samePort = hosts.find(({ port }) => port === srflx.port);
  const preference = (each: ListedCandidate): number => priorityParts(each.priority).localPreference;
  const distance = (each: ListedCandidate): number => Math.abs(preference(each) - preference(srflx));
  const [nearest] = hosts.toSorted((one, two) => distance(one) - distance(two));
  return (related ?? samePort ?? nearest)?.id ?? srflx.id;
}

/** The candidate that a report means, if it is one of `listed`: a peer-reflexive one may be another's second name. */
export function listedAs(
  { type, protocol, address, port, priority }: CandidateSample,
  listed: readonly ListedCandidate[],
): ListedCandidate | undefined {
  const ofTransport = listed.filter(({ transport }) => transport === protocol);
  const atPort = ofTransport.filter((each) => each.port === port);
  return (
    // Firefox reports the port that a TCP candidate connects from, and announces 9
    ofTransport.find(
      (each) => each.type === type && each.priority === priority && (each.tcpType || each.port === port),
    ) ??
    atPort.find((each) => each.address === address) ??
    atPort.find(({ isMdns }) => isMdns)
  );
}
