/** The carrier that a session goes over, and while it moves to another, both. */
import type { Letter } from '#domain/letter.ts';
import type { CarrierEvent, CarrierName } from '#domain/trace.ts';
import type { ChannelState, OpenChannel, Seat, SignalingChannel } from '../signaling-channel.ts';
import type { TraceLog } from '../trace-log.ts';

interface Joined {
  channel: SignalingChannel | undefined;
  readonly leave: AbortController;
  isOpen: boolean;
}

export interface LineEvents {
  /** `newest`: it came by the carrier that was joined last. */
  onLetter(letter: unknown, newest: boolean): void;
  /** How the carrier that was joined last is. */
  onState(state: ChannelState, carrier: CarrierName): void;
}

export class Line {
  readonly #seat: Seat;
  readonly #log: TraceLog;
  readonly #events: LineEvents;
  /** Oldest first. */
  #joined: Joined[] = [];

  constructor(seat: Seat, log: TraceLog, events: LineEvents) {
    this.#seat = seat;
    this.#log = log;
    this.#events = events;
  }

  /** Whether there is a carrier at all, be it open or lost. */
  get isJoined(): boolean {
    return this.#joined.length > 0;
  }

  get isOpen(): boolean {
    return this.#joined.some(({ isOpen }) => isOpen);
  }

  /** The carrier that was joined last. */
  get carrier(): CarrierName | undefined {
    return this.#joined.at(-1)?.channel?.carrier;
  }

  /** Takes the seat on one carrier more. */
  join(open: OpenChannel): void {
    const joined: Joined = { channel: undefined, leave: new AbortController(), isOpen: false };
    const early: ChannelState[] = [];
    this.#joined.push(joined);
    const events = {
      onLetter: (letter: unknown) => {
        if (this.#joined.includes(joined)) this.#events.onLetter(letter, this.#joined.at(-1) === joined);
      },
      onState: (state: ChannelState) => {
        if (joined.channel) this.#turn(joined, joined.channel, state);
        else early.push(state);
      },
    };
    const channel = open(this.#seat, events, joined.leave.signal);
    joined.channel = channel;
    for (const state of early) this.#turn(joined, channel, state);
  }

  /** Writes a letter to every carrier that is open; false where none is. */
  write(letter: Letter): boolean {
    for (const { isOpen, channel } of this.#joined) if (isOpen) channel?.send(letter);
    return this.isOpen;
  }

  /** Leaves every carrier but the one that was joined last. */
  settle(): void {
    for (const joined of this.#joined.slice(0, -1)) {
      if (joined.channel) this.#record(joined.channel.carrier, 'closed');
      this.#drop(joined);
    }
  }

  /** Leaves every carrier, when that has been recorded and `sayLast` has said so. */
  leave(state: 'cut' | 'closed', sayLast: () => void): void {
    const last = this.carrier;
    for (const { channel } of this.#joined) if (channel) this.#record(channel.carrier, state);
    sayLast();
    for (const joined of this.#joined) this.#drop(joined);
    if (last) this.#events.onState({ is: 'closed' }, last);
  }

  #drop(joined: Joined): void {
    this.#joined = this.#joined.filter((other) => other !== joined);
    joined.isOpen = false;
    joined.channel?.close();
    joined.leave.abort();
  }

  #turn(joined: Joined, { carrier }: SignalingChannel, state: ChannelState): void {
    if (!this.#joined.includes(joined)) return;
    const newest = this.#joined.at(-1) === joined;
    joined.isOpen = state.is === 'open';
    if (state.is === 'open') this.#record(carrier, 'open');
    else if (state.is === 'lost') this.#record(carrier, 'lost', state.reason);
    else {
      if (state.is === 'closed') this.#record(carrier, 'closed');
      this.#drop(joined);
    }
    if (newest) this.#events.onState(state, carrier);
  }

  #record(carrier: CarrierName, state: CarrierEvent['state'], reason?: string): void {
    const { peer } = this.#seat;
    this.#log.append({ type: 'carrier', peer, carrier, state, ...(reason === undefined ? {} : { reason }) });
  }
}
