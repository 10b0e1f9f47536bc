/**
 * Reads a trace at any moment. Every event is folded once, when it is appended; a snapshot shares what did not change with the
 * one before it, so that seeking is a look-up however long the trace is.
 */
import { stepOf } from './step.ts';
import type {
  CandidateEvent,
  Description,
  PairSample,
  PeerName,
  StateAttribute,
  StatsEvent,
  TraceEvent,
} from './trace.ts';

/** What is known of one peer after a prefix of the trace. */
export interface PeerSnapshot extends Readonly<Record<StateAttribute, string>> {
  /** What createOffer or createAnswer gave last: text, not yet applied. */
  readonly created?: Description;
  readonly local?: Description;
  readonly remote?: Description;
  /** Candidates that `icecandidate` has announced so far. */
  readonly gathered: number;
  /** Candidates that belong to connections which stood here before, when it was constructed anew. */
  readonly forgotten: number;
  readonly pairs: readonly PairSample[];
  readonly stats?: StatsEvent;
  /** Messages that arrived on data channels. */
  readonly messages: number;
  readonly lastMessage?: string;
}

/** What is known after a prefix of the trace. */
export interface Snapshot {
  readonly a: PeerSnapshot;
  readonly b: PeerSnapshot;
}

/** A connection that was just constructed (webrtc-pc, RTCPeerConnection constructor). */
const constructed: PeerSnapshot = {
  signalingState: 'stable',
  iceGatheringState: 'new',
  iceConnectionState: 'new',
  connectionState: 'new',
  dtlsState: 'new',
  gathered: 0,
  forgotten: 0,
  pairs: [],
  messages: 0,
};

const beginning: Snapshot = { a: constructed, b: constructed };

function withDescription(peer: PeerSnapshot, event: TraceEvent & { type: 'result' }): PeerSnapshot {
  if (event.description) return { ...peer, created: event.description };
  if (event.applied === undefined) return peer;
  const side = event.method === 'setLocalDescription' ? 'local' : 'remote';
  const { [side]: _before, ...rest } = peer;
  return event.applied === null ? rest : { ...rest, [side]: event.applied };
}

function withMessage(peer: PeerSnapshot, text: string | undefined): PeerSnapshot {
  const messages = peer.messages + 1;
  return text === undefined ? { ...peer, messages } : { ...peer, messages, lastMessage: text };
}

function peerAfter(peer: PeerSnapshot, event: TraceEvent): PeerSnapshot {
  switch (event.type) {
    case 'created':
      return { ...constructed, forgotten: peer.forgotten + peer.gathered };
    case 'state':
      return { ...peer, [event.attribute]: event.value };
    case 'result':
      return withDescription(peer, event);
    case 'candidate':
      return event.candidate?.candidate ? { ...peer, gathered: peer.gathered + 1 } : peer;
    case 'stats':
      return { ...peer, pairs: event.pairs, stats: event };
    case 'data':
      return event.direction === 'received' ? withMessage(peer, event.text) : peer;
    default:
      return peer;
  }
}

function after(snapshot: Snapshot, event: TraceEvent): Snapshot {
  const peer = peerAfter(snapshot[event.peer], event);
  return peer === snapshot[event.peer] ? snapshot : { ...snapshot, [event.peer]: peer };
}

/** A trace and its reading at every prefix. */
export class TraceIndex {
  readonly events: TraceEvent[] = [];
  /** Indices into `events` after which a stepped call (or signaling message) has been made; a step back goes to one of them. */
  readonly steps: number[] = [];
  readonly #snapshots: Snapshot[] = [beginning];
  readonly #gathered: Record<PeerName, CandidateEvent[]> = { a: [], b: [] };

  constructor(events: Iterable<TraceEvent> = []) {
    for (const event of events) this.append(event);
  }

  append(event: TraceEvent): void {
    const isStep = 'step' in event && event.step !== undefined && stepOf(event) !== undefined;
    if (isStep) this.steps.push(this.events.length);
    if (event.type === 'candidate' && event.candidate?.candidate) this.#gathered[event.peer].push(event);
    this.events.push(event);
    this.#snapshots.push(after(this.at(this.events.length - 1), event));
  }

  /** What is known after the first `count` events; `count` is clamped to what there is. */
  at(count: number): Snapshot {
    const index = Math.max(0, Math.min(count, this.#snapshots.length - 1));
    return this.#snapshots[index] ?? beginning;
  }

  /** Candidates that a peer announced within the first `count` events, in the order they were found. */
  candidates(peer: PeerName, count: number): readonly CandidateEvent[] {
    const { forgotten, gathered } = this.at(count)[peer];
    return this.#gathered[peer].slice(forgotten, forgotten + gathered);
  }
}
