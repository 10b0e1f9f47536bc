/**
 * A session between the two pages of a room: what one sends the other gets, in order and once, whatever the carrier does to it.
 * Both pages tell each other what happened at their end, and compare their clocks.
 */
import { heaviestLetter, type Letter } from '#domain/letter.ts';
import type { CarrierName, SignalingMessage, TraceEvent } from '#domain/trace.ts';
import { weightOf } from '#domain/weight.ts';
import type { After } from './session/agenda.ts';
import { Correspondence } from './session/correspondence.ts';
import { type SessionParts, sessionParts } from './session/parts.ts';
import type { SessionEvents, SessionOptions } from './session/session-options.ts';
import { textOf } from './session/texts-under-way.ts';
import type { LetterPath, OpenPath } from './session/ways.ts';
import type { ChannelState, OpenChannel } from './signaling-channel.ts';

export type { After, LetterPath, OpenPath, SessionEvents, SessionOptions };

/** Weight of a letter around its content. */
const envelope = 1000;

export class SignalingSession {
  readonly #options: SessionOptions;
  readonly #parts: SessionParts;
  readonly #correspondence: Correspondence;
  #open: OpenChannel;

  /** Takes the seat in the next microtask, when whoever made the session knows it. */
  constructor(options: SessionOptions) {
    this.#options = options;
    this.#open = options.open;
    this.#parts = sessionParts(options, {
      onLetter: (letter, newest) => this.#correspondence.onLetter(letter, 'signaling', newest),
      onCarrier: (state, carrier) => this.#onCarrier(state, carrier),
      onContent: (content) => this.#correspondence.onContent(content),
    });
    this.#correspondence = new Correspondence(options, this.#parts);
    options.signal.addEventListener('abort', () => this.#end(), { once: true });
    queueMicrotask(() => this.joinAgain());
  }

  /** The page at the other end, while it is known to be there. */
  get other(): string | undefined {
    return this.#parts.other.name;
  }

  /** Whether something has been unanswered for 5 s. */
  get isSilent(): boolean {
    return this.#parts.silence.isSilent;
  }

  /** Messages of the negotiation that the other has not acknowledged. */
  get waiting(): number {
    return this.#parts.streams.waiting('signaling');
  }

  /**
   * Hands a message of the negotiation over and records it as `sent`; while no way is open it waits.
   * @throws RangeError when it is heavier than a letter may be, 64 KiB.
   */
  send(body: SignalingMessage): void {
    const { log, seat } = this.#options;
    if (weightOf(body, heaviestLetter - envelope) === Number.POSITIVE_INFINITY) {
      throw new RangeError('A message of the negotiation is heavier than a letter may be.');
    }
    const message = log.nextId();
    const step = body.kind === 'description' ? log.takeStep() : {};
    log.append({ type: 'sent', peer: seat.peer, message, body, ...step });
    this.#parts.streams.send('signaling', { kind: 'message', message, body });
    this.#parts.reports.holdBack();
  }

  /**
   * Tells the other of an event of this end, in the next batch, and at once of a text that arrived. Hand it every event that the log
   * appends; heard ones are not told again.
   */
  report(event: TraceEvent): void {
    const said = textOf(event, 'sent');
    if (said) this.#parts.texts.add(said, event.t);
    const arrived = textOf(event, 'received');
    const to = this.#parts.other.name;
    if (arrived && to)
      this.#parts.ways.answer('data', { kind: 'arrived', from: this.#options.seat.page, to, ...arrived });
    this.#parts.reports.add(event);
  }

  /** Tells the other which moment is looked at, in ms on A's clock; null: live. */
  look(t: number | null): void {
    this.#parts.reports.look(t);
  }

  /** Goes on over another carrier, and tells the other to follow; the former is left when the other is heard over the new one. */
  move(open: OpenChannel): void {
    if (this.#options.signal.aborted) return;
    this.#open = open;
    this.#parts.ways.line.join(open);
    const { carrier } = this.#parts.ways.line;
    if (carrier) this.#correspondence.move(carrier);
  }

  /** Leaves the carrier until `joinAgain`; what is sent meanwhile waits. Recorded as `cut`, of which the other is told in time. */
  cut(): void {
    this.#parts.ways.line.leave('cut', () => this.#sayLast());
  }

  /** Leaves the carrier because the other did; as after a cut, but recorded as `closed`: nobody cut it here. */
  follow(): void {
    this.#parts.ways.line.leave('closed', () => this.#sayLast());
  }

  /** Takes the seat again after a cut, or after `taken` or `refused`; what waited goes out. */
  joinAgain(): void {
    if (!this.#parts.ways.line.isJoined && !this.#options.signal.aborted) this.#parts.ways.line.join(this.#open);
  }

  /** Reports, pings and acknowledgements go over this way while it is open; the negotiation's messages never do. */
  attachDirect(open: OpenPath): void {
    if (this.#options.signal.aborted) return;
    this.#parts.ways.attach(
      open,
      (letter) => this.#correspondence.onLetter(letter, 'data', false),
      () => this.#correspondence.onWay(),
    );
  }

  #end(): void {
    const bye: Letter = { kind: 'bye', from: this.#options.seat.page };
    this.#parts.agenda.end();
    this.#parts.ways.line.leave('closed', () => {
      this.#sayLast();
      this.#parts.ways.line.write(bye);
      this.#parts.ways.answer('data', bye);
    });
    this.#parts.ways.detach();
  }

  #sayLast(): void {
    this.#parts.streams.acknowledge();
    this.#parts.reports.tell();
  }

  #onCarrier(state: ChannelState, carrier: CarrierName): void {
    this.#options.events.onCarrier(state, carrier);
    if (!this.#parts.ways.line.isOpen) this.#parts.silence.forget('signaling');
    if (state.is === 'open') this.#correspondence.onOpen();
    if (this.#parts.ways.forReports !== 'data') this.#correspondence.onWay();
  }
}
