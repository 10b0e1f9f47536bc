import { type Moment, momentsOf } from '#domain/ice/check-moments.ts';
import { type ChecksRun, checksOf } from '#domain/ice/check-reading.ts';
import type { PeerName, TraceEvent } from '#domain/trace.ts';

/** What one end's part of a run is read from. */
export interface EndRecord {
  run: ChecksRun;
  moments: readonly Moment[];
}

/** A run of checks as a trace, read for either end when asked for. */
export class ChecksRecord {
  readonly events: TraceEvent[] = [];
  /** Name and version of the browser that made it, as `Chromium 156`. */
  readonly browser: string;
  readonly #read = new Map<PeerName, EndRecord>();

  constructor(browser: string, events: Iterable<TraceEvent> = []) {
    this.browser = browser;
    for (const event of events) this.events.push(event);
  }

  append(event: TraceEvent): void {
    this.events.push(event);
    this.#read.clear();
  }

  of(peer: PeerName): EndRecord {
    const known = this.#read.get(peer);
    if (known) return known;
    const run = checksOf(this.events, peer);
    const record = { run, moments: momentsOf(run) };
    this.#read.set(peer, record);
    return record;
  }

  /** Number of the end's moments up to `t`, in ms since the trace began. */
  countAt(peer: PeerName, t: number): number {
    return this.of(peer).moments.filter((moment) => moment.t <= t).length;
  }

  /** How long the end's moments take, in ms. */
  length(peer: PeerName): number {
    const { moments } = this.of(peer);
    return (moments.at(-1)?.t ?? 0) - (moments[0]?.t ?? 0);
  }
}
