/**
 * A session between the two pages of a room: what one sends the other gets, in order and once, whatever the carrier does to it.
 * Both pages tell each other what happened at their end, and compare their clocks.
 */
import type { Content, Letter, Stream } from '#domain/letter.ts';
import type { CarrierName, SignalingMessage, TraceEvent } from '#domain/trace.ts';
import type { ChannelEvents, ChannelState, OpenChannel, Seat, SignalingChannel } from './signaling-channel.ts';
import type { TraceLog } from './trace-log.ts';

/** A way for letters besides the carrier: a data channel between the two pages. */
export type LetterPath = Pick<SignalingChannel, 'send' | 'close'>;

/** Opens such a way, as `directChannel(dataChannel)` does; it closes when `signal` aborts. */
export type OpenPath = (events: ChannelEvents, signal: AbortSignal) => LetterPath;

/** Runs something in `ms` milliseconds, and gives back what calls it off. */
export type After = (ms: number, run: () => void) => () => void;

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
  /** The other has answered again, after a silence. */
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

export class SignalingSession {
  readonly #options: SessionOptions;
  readonly #numbers: Record<Stream, number> = { signaling: 0, report: 0 };
  #open: OpenChannel;
  #channel: SignalingChannel | undefined;
  #other: string | undefined;

  /** Takes the seat at once. */
  constructor(options: SessionOptions) {
    this.#options = options;
    this.#open = options.open;
    this.#join();
  }

  /** The page at the other end, while it is known to be there. */
  get other(): string | undefined {
    return this.#other;
  }

  /** Hands a message of the negotiation over, and records it as `sent`. While no way is open it waits. */
  send(body: SignalingMessage): void {
    const { log, seat } = this.#options;
    const message = log.nextId();
    log.append({
      type: 'sent',
      peer: seat.peer,
      message,
      body,
      ...(body.kind === 'description' ? log.takeStep() : {}),
    });
    this.#post('signaling', { kind: 'message', message, body });
  }

  /** Tells the other of an event of this end, in the next batch; hand it every event that the log appends. Heard ones are not told again. */
  report(event: TraceEvent): void {
    if (!event.heard && event.type !== 'ping') this.#post('report', { kind: 'heard', events: [event] });
  }

  /** Tells the other which moment is looked at, in ms on A's clock; null: live. */
  look(t: number | null): void {
    this.#post('report', { kind: 'view', t });
  }

  /** Goes on over another carrier, and tells the other to follow. */
  move(open: OpenChannel): void {
    this.#open = open;
    this.#channel?.close();
    this.#join();
  }

  /** Leaves the carrier until `joinAgain`; what is sent meanwhile waits. Recorded as `cut`. */
  cut(): void {
    const channel = this.#channel;
    if (!channel) return;
    this.#channel = undefined;
    channel.close();
  }

  /** Takes the seat again after a cut, or after `taken` or `refused`; what waited goes out. */
  joinAgain(): void {
    if (!this.#channel) this.#join();
  }

  /** Reports, pings and acknowledgements go over this way while it is open; the negotiation's messages never do. */
  attachDirect(open: OpenPath): void {
    open({ onLetter: () => {}, onState: () => {} }, this.#options.signal);
  }

  #join(): void {
    const { seat, events, signal } = this.#options;
    const channel: SignalingChannel = this.#open(
      seat,
      {
        onLetter: (letter) => this.#onLetter(letter as Letter),
        onState: (state) => {
          events.onCarrier(state, channel.carrier);
          if (state.is === 'open') this.#greet();
        },
      },
      signal,
    );
    this.#channel = channel;
  }

  #greet(): void {
    const { log, seat } = this.#options;
    const to = this.#other === undefined ? {} : { to: this.#other };
    this.#channel?.send({ kind: 'hello', from: seat.page, peer: seat.peer, ...to, message: log.nextId() });
  }

  #post(stream: Stream, content: Content): void {
    this.#numbers[stream] += 1;
    const { page } = this.#options.seat;
    const number = this.#numbers[stream];
    this.#channel?.send({ kind: 'parcel', from: page, to: this.#other ?? '', stream, number, content });
  }

  #onLetter(letter: Letter): void {
    const { events, log, seat } = this.#options;
    if (letter.kind === 'hello' && letter.from !== this.#other) {
      this.#other = letter.from;
      events.onOther(letter.from);
      if (letter.to !== seat.page) this.#greet();
    }
    if (letter.kind !== 'parcel') return;
    const { content } = letter;
    if (content.kind === 'heard') events.onReport(content.events);
    if (content.kind === 'view') events.onLook?.(content.t);
    if (content.kind !== 'message') return;
    log.append({ type: 'received', peer: seat.peer, message: content.message });
    events.onMessage(content.body, content.message);
  }
}
