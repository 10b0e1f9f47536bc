/** The rows of a sequence diagram: one event, one row, in the order in which things happened. */
import { parseCandidate } from './ice/candidate.ts';
import { cut } from './step.ts';
import type { CallEvent, Method, PeerName, SentEvent, StateEvent, TraceEvent } from './trace.ts';

export interface SequenceRow {
  /** Index of the event that made the row: the row exists once the cursor is past it. */
  index: number;
  peer: PeerName;
  /** `mark`: something the browser did by itself, as a state that changed. */
  kind: 'call' | 'description' | 'candidate' | 'mark';
  /** As the standard names it: `setLocalDescription(offer)`, `host 3f9c….local:51620`, `iceConnectionState checking`. */
  label: string;
  /** Index of the event that ended it: the result or exception of a call, the arrival of a message. */
  endedAt?: number;
  /** Name of the exception that refused the call. */
  exception?: string;
}

/** A peer's signalingState from a row on, until the next segment. */
export interface LifelineSegment {
  /** Index of the state event. */
  index: number;
  /** Number of the row it begins at. */
  row: number;
  state: string;
}

/** `candidate:…` as a reader can take it in: type, then address and port, a long name cut in the middle. */
export function candidateLabel(line: string): string {
  if (line === '') return 'end-of-candidates';
  const parsed = parseCandidate(line);
  if (!parsed.ok) return cut(line);
  const { type, transport, address, port } = parsed.candidate;
  const short = address.length > 22 ? `${address.slice(0, 4)}…${address.slice(-6)}` : address;
  const host = short.includes(':') ? `[${short}]` : short;
  return `${type} ${transport} ${host}:${port}`;
}

function callLabel({ method, argument }: CallEvent): string {
  if (method === 'addIceCandidate' && !argument?.candidate) return 'addIceCandidate(null)';
  if (method === 'createDataChannel') return `${method}('${cut(argument?.label ?? '')}')`;
  const inside = argument?.description?.type ?? argument?.label ?? (argument?.candidate ? 'candidate' : '');
  return `${method}(${cut(inside)})`;
}

function messageRow({ peer, body }: SentEvent, index: number): SequenceRow {
  if (body.kind === 'description') return { index, peer, kind: 'description', label: body.description.type };
  const label = body.kind === 'candidate' ? candidateLabel(body.candidate.candidate) : 'end-of-candidates';
  return { index, peer, kind: 'candidate', label };
}

/** What a browser event says, or undefined where it is said elsewhere in the picture. */
function markLabel(event: TraceEvent): string | undefined {
  if (event.type === 'state') return `${event.attribute} ${cut(event.value)}`;
  if (event.type === 'channel') return `${cut(event.label)}: ${event.state}`;
  if (event.type === 'candidate-error') return `icecandidateerror ${event.errorCode}`;
  return undefined;
}

/** The calls that may change signalingState (webrtc-pc, RTCSignalingState enum). */
const turning: ReadonlySet<Method> = new Set<Method>(['setLocalDescription', 'setRemoteDescription', 'close']);

/** Grows with the trace; rows and segments are only added, or told how they ended. */
export class Sequence {
  readonly rows: SequenceRow[] = [];
  readonly lifelines: Record<PeerName, LifelineSegment[]> = { a: [], b: [] };
  /** Rows that have not ended. */
  readonly #calls = new Map<number, SequenceRow>();
  readonly #messages = new Map<number, SequenceRow>();
  /** Numbers of the rows of calls that may turn a lifeline, in the order in which they run; ended ones leave at a turn. */
  readonly #turning: Record<PeerName, number[]> = { a: [], b: [] };

  append(event: TraceEvent, index: number): void {
    if (event.type === 'call') this.#call(event, index);
    else if (event.type === 'sent') this.#begin(this.#messages, event.message, messageRow(event, index));
    else if (event.type === 'result') this.#end(this.#calls, event.id, index);
    else if (event.type === 'exception') this.#end(this.#calls, event.id, index, event.name);
    else if (event.type === 'received') this.#end(this.#messages, event.message, index);
    else if (event.type === 'state' && event.attribute === 'signalingState') this.#turn(event, index);
    else this.#mark(event, index);
  }

  /** How many rows there are after the first `count` events. */
  rowsAt(count: number): number {
    return lowerBound(this.rows, count);
  }

  /** Segments of a peer's lifeline after the first `count` events. */
  segmentsAt(peer: PeerName, count: number): readonly LifelineSegment[] {
    const segments = this.lifelines[peer];
    return segments.slice(0, lowerBound(segments, count));
  }

  #call(event: CallEvent, index: number): void {
    const { id, peer, method } = event;
    // close does not wait for the calls before it, and they never end
    if (method === 'close') this.#turning[peer] = [];
    if (turning.has(method)) this.#turning[peer].push(this.rows.length);
    this.#begin(this.#calls, id, { index, peer, kind: 'call', label: callLabel(event) });
  }

  #begin(open: Map<number, SequenceRow>, id: number, row: SequenceRow): void {
    open.set(id, row);
    this.rows.push(row);
  }

  #end(open: Map<number, SequenceRow>, id: number, index: number, exception?: string): void {
    const row = open.get(id);
    if (!row) return;
    row.endedAt = index;
    if (exception !== undefined) row.exception = exception;
    open.delete(id);
  }

  /** signalingState changes while a call runs, so the lifeline turns at the row of that call: the first of those waiting. */
  #turn(event: StateEvent, index: number): void {
    const calls = this.#turning[event.peer];
    const running = calls.findIndex((row) => this.rows[row]?.endedAt === undefined);
    calls.splice(0, running < 0 ? calls.length : running);
    const row = calls[0] ?? this.rows.length - 1;
    this.lifelines[event.peer].push({ index, row: Math.max(0, row), state: event.value });
  }

  #mark(event: TraceEvent, index: number): void {
    const label = markLabel(event);
    if (label) this.rows.push({ index, peer: event.peer, kind: 'mark', label });
  }
}

/** Number of leading items whose index lies within the first `count` events. */
function lowerBound(items: readonly { index: number }[], count: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.index ?? count) < count) low = middle + 1;
    else high = middle;
  }
  return low;
}
