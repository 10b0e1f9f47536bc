/** What a session is made with, and what it tells. */
import type { CarrierName, SignalingMessage, TraceEvent } from '#domain/trace.ts';
import type { ChannelState, OpenChannel, Seat } from '../signaling-channel.ts';
import type { TraceLog } from '../trace-log.ts';
import type { After } from './agenda.ts';

export interface SessionEvents {
  /** A message of the negotiation, in order, once; `received` has just been recorded. Hellos stay in the session. */
  onMessage(body: SignalingMessage, message: number): void;
  /** How the carrier is; `open`, `lost`, `cut` and `closed` have just been recorded. A cut ends as `closed`. */
  onCarrier(state: ChannelState, carrier: CarrierName): void;
  /**
   * A page is at the other end; undefined: it said goodbye. If it is another page than before, it knows nothing of what was: what
   * waited for the former is dropped, and what it shall hear of is to be reported again.
   */
  onOther(page: string | undefined): void;
  /** What happened at the other end, by the other's clock and not yet marked as heard. */
  onReport(events: readonly TraceEvent[]): void;
  /** Something that was handed to an open carrier has not been acknowledged for 5 s. */
  onSilent(): void;
  /**
   * The same page at the other end is heard again: after a silence, or over a carrier that opened anew. A silence also ends,
   * without this, when the carrier or the page goes.
   */
  onHeard(): void;
  /** The other went on over another carrier: `move` there too. */
  onMove?(carrier: CarrierName): void;
  /** The other looks at this moment, in ms on A's clock; null: live. */
  onLook?(t: number | null): void;
}

export interface SessionOptions {
  seat: Seat;
  open: OpenChannel;
  /** This end's log, made with `end`; `sent`, `received`, `carrier`, `ping` and `acknowledged` are recorded in it. */
  log: TraceLog;
  events: SessionEvents;
  /** Says goodbye, leaves the carrier and stops every timer. */
  signal: AbortSignal;
  /** The clock's timers; the browser's, unless said. */
  after?: After;
}
