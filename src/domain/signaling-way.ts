/** Whether messages of signaling can pass from end to end: they can while neither end has left its carrier or lost it. */
import type { CarrierEvent, CarrierName, PeerName } from './trace.ts';

/** How the way changed: it opened again, closed at one end, or goes on over another carrier. */
export type WayChange = 'open' | 'moved' | Exclude<CarrierEvent['state'], 'open'>;

/** Follows the `carrier` events of a trace. */
export class SignalingWay {
  /** What each end last told of its carrier. */
  readonly #ends: Partial<Record<PeerName, CarrierEvent>> = {};
  /** The end at which the way closed first. */
  #closedAt: PeerName | undefined;
  #carrier: CarrierName | undefined;

  /** Whether an end has opened a carrier. */
  get begun(): boolean {
    return this.#carrier !== undefined;
  }

  /** Whether a message that is sent now can arrive, as far as this is known. */
  get passes(): boolean {
    return this.#closedAt === undefined;
  }

  /** Whether an end is at an open carrier, as far as this is known. */
  isOpenAt(peer: PeerName): boolean {
    return this.#ends[peer]?.state === 'open';
  }

  /** Takes the next event; says what changed for both ends together, or undefined where nothing did. */
  take(event: CarrierEvent): WayChange | undefined {
    const before = this.#ends[event.peer];
    // who moves opens the new carrier before leaving the old one
    if (before && event.state !== 'open' && before.carrier !== event.carrier) return undefined;
    this.#ends[event.peer] = event;
    return event.state === 'open' ? this.#open(event.carrier) : this.#close(event, before?.state);
  }

  #open(carrier: CarrierName): WayChange | undefined {
    const first = !this.begun;
    const moved = carrier !== this.#carrier;
    this.#carrier = carrier;
    const closed = (['a', 'b'] as const).filter((peer) => (this.#ends[peer]?.state ?? 'open') !== 'open');
    const reopened = !this.passes && closed.length === 0;
    this.#closedAt = closed[0];
    if (reopened) return 'open';
    return moved && !first && this.passes ? 'moved' : undefined;
  }

  #close({ peer, state }: CarrierEvent, before: CarrierEvent['state'] | undefined): WayChange | undefined {
    const first = this.passes;
    this.#closedAt ??= peer;
    // the other end follows, which closes nothing that was open; unless it was cut there as well
    const again = (peer === this.#closedAt || state === 'cut') && state !== before;
    return state !== 'open' && (first || again) ? state : undefined;
  }
}
