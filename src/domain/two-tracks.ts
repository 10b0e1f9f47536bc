/** How long there was signaling, and how long the direct connection: the second does not end with the first. */
import { SignalingWay, type WayChange } from './signaling-way.ts';
import type { PeerName, TraceEvent } from './trace.ts';

/** A stretch of a trace: it began with one event and ended with another. */
export interface Stretch {
  /** Number of events up to and with the one it began with; a place on a `Timeline`. */
  from: number;
  /** Number of events up to and with the one it ended with; all there are, while it has not. */
  to: number;
  /** How it ended; absent while it has not. */
  ended?: WayChange | 'disconnected' | 'failed';
}

export interface TwoTracks {
  signaling: readonly Stretch[];
  direct: readonly Stretch[];
}

/** A track while the trace is being read. */
class Track {
  readonly #stretches: Stretch[] = [];
  #open = false;

  begin(count: number): void {
    if (!this.#open) this.#stretches.push({ from: count, to: count });
    this.#open = true;
  }

  end(count: number, ended: Stretch['ended']): void {
    const last = this.#stretches.at(-1);
    if (!this.#open || !last) return;
    this.#open = false;
    last.to = count;
    if (ended) last.ended = ended;
  }

  /** The stretches; one that has not ended lasts until now. */
  until(count: number): Stretch[] {
    const last = this.#stretches.at(-1);
    if (this.#open && last) last.to = count;
    return this.#stretches;
  }
}

/** Signaling: from the first carrier that opens, or the first message, but for the time in which nothing could pass. */
function followSignaling(track: Track, way: SignalingWay, event: TraceEvent, count: number): void {
  if (event.type === 'sent' && !way.begun && way.passes) track.begin(count);
  if (event.type !== 'carrier') return;
  const change = way.take(event);
  if (way.passes && way.begun) track.begin(count);
  else if (change) track.end(count, change);
}

/** The direct connection, as one end sees it (webrtc-pc, RTCPeerConnectionState enum). */
function followDirect(track: Track, event: TraceEvent, count: number): void {
  // close() changes the state and fires nothing (webrtc-pc, RTCPeerConnection.close)
  if (event.type === 'call' && event.method === 'close') track.end(count, 'closed');
  if (event.type === 'created') track.end(count, 'closed');
  if (event.type !== 'state' || event.attribute !== 'connectionState') return;
  const { value } = event;
  if (value === 'connected') track.begin(count);
  else if (value === 'disconnected' || value === 'failed' || value === 'closed') track.end(count, value);
}

/** Both tracks of a trace; the direct one as `self` sees it. */
export function twoTracks(events: readonly TraceEvent[], self: PeerName): TwoTracks {
  const signaling = new Track();
  const direct = new Track();
  const way = new SignalingWay();
  events.forEach((event, index) => {
    followSignaling(signaling, way, event, index + 1);
    if (event.peer === self) followDirect(direct, event, index + 1);
  });
  return { signaling: signaling.until(events.length), direct: direct.until(events.length) };
}
