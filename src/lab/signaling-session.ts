/**
 * A session between the two pages of a room: what one sends the other gets, in order and once, whatever the carrier does to it.
 * Both pages tell each other what happened at their end, and compare their clocks.
 */
import { type Content, type HelloLetter, heaviestLetter, type Letter, parseLetter } from '#domain/letter.ts';
import type { CarrierName, PingEvent, SignalingMessage, TraceEvent } from '#domain/trace.ts';
import { weightOf } from '#domain/weight.ts';
import { type After, Agenda } from './session/agenda.ts';
import { Greeter } from './session/greeter.ts';
import { Line } from './session/line.ts';
import { OtherPage, type Writer } from './session/other-page.ts';
import { Pings } from './session/pings.ts';
import { Reports } from './session/reports.ts';
import type { SessionEvents, SessionOptions } from './session/session-options.ts';
import { Silence } from './session/silence.ts';
import { Streams } from './session/streams.ts';
import { TextsUnderWay, textOf } from './session/texts-under-way.ts';
import { type LetterPath, type OpenPath, Ways } from './session/ways.ts';
import type { ChannelState, OpenChannel } from './signaling-channel.ts';

export type { After, LetterPath, OpenPath, SessionEvents, SessionOptions };

/** Weight of all that a session takes from the other end, so that it cannot fill this page's memory; a day of honest reports. */
const mostTaken = 2 ** 26;

/** Weight of a page that comes, so that five hundred may; of a hello that is recorded; and of a letter around its content. */
const visit = 2 ** 17;
const greeting = 1000;
const envelope = 1000;

export class SignalingSession {
  readonly #options: SessionOptions;
  readonly #agenda: Agenda;
  readonly #silence: Silence;
  readonly #other = new OtherPage();
  readonly #ways: Ways;
  readonly #streams: Streams;
  readonly #greeter: Greeter;
  readonly #pings: Pings;
  readonly #reports: Reports;
  readonly #texts: TextsUnderWay;
  #open: OpenChannel;
  /** The carrier that the other asked to follow it to. */
  #followed: CarrierName | undefined;
  #left = mostTaken;
  /** The carrier opened, and the page that was there before has yet to be heard over it. */
  #isReopened = false;

  /** Takes the seat in the next microtask, when whoever made the session knows it. */
  constructor(options: SessionOptions) {
    const { seat, log, events, signal, after } = options;
    const clock = (): number => log.now();
    const agenda = new Agenda(clock, after);
    const silence = new Silence(
      clock,
      agenda,
      () => events.onSilent(),
      () => events.onHeard(),
    );
    const line = new Line(seat, log, {
      onLetter: (letter, newest) => this.#onLetter(letter, 'signaling', newest),
      onState: (state, carrier) => this.#onCarrier(state, carrier),
    });
    const ways = new Ways(line);
    const other = this.#other;
    const streams = new Streams({
      page: seat.page,
      ways,
      agenda,
      silence,
      addressee: () => other.name ?? (ways.byHand ? '' : undefined),
      onContent: (content) => this.#onContent(content),
      onRoom: () => this.#reports.tellSoon(),
    });
    this.#options = options;
    this.#open = options.open;
    this.#agenda = agenda;
    this.#silence = silence;
    this.#ways = ways;
    this.#streams = streams;
    this.#greeter = new Greeter({ seat, log, agenda, ways, other });
    this.#pings = new Pings({ seat, log, agenda, ways, other, silence });
    this.#reports = new Reports({ agenda, ways, other, streams });
    this.#texts = new TextsUnderWay(seat.peer, log);
    signal.addEventListener('abort', () => this.#end(), { once: true });
    queueMicrotask(() => this.joinAgain());
  }

  /** The page at the other end, while it is known to be there. */
  get other(): string | undefined {
    return this.#other.name;
  }

  /** Whether something has been unanswered for 5 s. */
  get isSilent(): boolean {
    return this.#silence.isSilent;
  }

  /** Messages of the negotiation that the other has not acknowledged. */
  get waiting(): number {
    return this.#streams.waiting('signaling');
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
    this.#streams.send('signaling', { kind: 'message', message, body });
  }

  /**
   * Tells the other of an event of this end, in the next batch, and at once of a text that arrived. Hand it every event that the log
   * appends; heard ones are not told again.
   */
  report(event: TraceEvent): void {
    const said = textOf(event, 'sent');
    if (said) this.#texts.add(said, event.t);
    const arrived = textOf(event, 'received');
    const to = this.#other.name;
    if (arrived && to) this.#ways.answer('data', { kind: 'arrived', from: this.#options.seat.page, to, ...arrived });
    this.#reports.add(event);
  }

  /** Tells the other which moment is looked at, in ms on A's clock; null: live. */
  look(t: number | null): void {
    this.#reports.look(t);
  }

  /** Goes on over another carrier, and tells the other to follow; the former is left when the other is heard over the new one. */
  move(open: OpenChannel): void {
    if (this.#options.signal.aborted) return;
    this.#open = open;
    this.#ways.line.join(open);
    const { carrier } = this.#ways.line;
    const stream = this.#ways.forReports === 'data' ? 'report' : 'signaling';
    if (carrier && carrier !== this.#followed) this.#streams.send(stream, { kind: 'move', carrier });
    this.#followed = undefined;
  }

  /** Leaves the carrier until `joinAgain`; what is sent meanwhile waits. Recorded as `cut`, of which the other is told in time. */
  cut(): void {
    this.#ways.line.leave('cut', () => this.#sayLast());
  }

  /** Takes the seat again after a cut, or after `taken` or `refused`; what waited goes out. */
  joinAgain(): void {
    if (!this.#ways.line.isJoined && !this.#options.signal.aborted) this.#ways.line.join(this.#open);
  }

  /** Reports, pings and acknowledgements go over this way while it is open; the negotiation's messages never do. */
  attachDirect(open: OpenPath): void {
    if (this.#options.signal.aborted) return;
    this.#ways.attach(
      open,
      (letter) => this.#onLetter(letter, 'data', false),
      () => this.#onWay(),
    );
  }

  #end(): void {
    const bye: Letter = { kind: 'bye', from: this.#options.seat.page };
    this.#agenda.end();
    this.#ways.line.leave('closed', () => {
      this.#sayLast();
      this.#ways.line.write(bye);
      this.#ways.answer('data', bye);
    });
    this.#ways.detach();
  }

  #sayLast(): void {
    this.#streams.acknowledge();
    this.#reports.tell();
  }

  #onCarrier(state: ChannelState, carrier: CarrierName): void {
    this.#options.events.onCarrier(state, carrier);
    if (!this.#ways.line.isOpen) this.#silence.forget('signaling');
    if (state.is === 'open') {
      this.#isReopened = this.#other.name !== undefined;
      this.#greeter.greet();
      this.#streams.resend('signaling');
    }
    if (this.#ways.forReports !== 'data') this.#onWay();
  }

  /** The way of reports opened, went, or is another. */
  #onWay(): void {
    this.#silence.forget('report');
    this.#pings.begin();
    if (this.#ways.forReports === undefined || !this.#other.name) return;
    this.#streams.resend('report');
    this.#streams.acknowledge();
    this.#reports.tellSoon();
  }

  #onLetter(value: unknown, way: PingEvent['over'], newest: boolean): void {
    const letter = parseLetter(value);
    if (!letter || !this.#isForUs(letter)) return;
    const writer = this.#other.writerOf(letter);
    if (writer === 'nobody' || (writer !== 'known' && !this.#takes(visit))) return;
    if (newest) this.#ways.line.settle();
    if (newest && this.#isReopened && letter.kind !== 'bye') this.#hearAgain(writer === 'known');
    if (letter.kind === 'hello') this.#onHello(letter, writer);
    else if (letter.kind === 'bye') this.#onBye();
    else this.#onAddressed(letter, writer, way);
    this.#agenda.catchUp();
  }

  #hearAgain(isSamePage: boolean): void {
    this.#isReopened = false;
    if (isSamePage) this.#options.events.onHeard();
  }

  /** Everybody in a room may hear everything; some letters are to a page that was here before, and some are from this seat. */
  #isForUs(letter: Letter): boolean {
    const { page, peer } = this.#options.seat;
    if (letter.from === page) return false;
    if (letter.kind === 'hello') return letter.peer !== peer;
    return letter.kind === 'bye' || letter.to === page || letter.to === '';
  }

  #onHello({ from, to, message }: HelloLetter, writer: Writer): void {
    const { seat, log } = this.#options;
    if (writer !== 'known') this.#meet(from);
    const news = this.#other.saysHello(message) && this.#takes(greeting);
    if (news) log.append({ type: 'received', peer: seat.peer, message });
    this.#other.knowsUs ||= to === seat.page;
    if (!this.#other.knowsUs && writer === 'known') this.#greeter.repeat();
    else if (!this.#other.knowsUs) this.#greeter.greet();
    if (writer !== 'known') this.#welcome();
    else if (news) this.#answerHello();
  }

  #onBye(): void {
    this.#other.goes();
    this.#silence.forget('signaling', 'report', 'ping');
    for (const entry of ['signaling', 'report', 'acknowledge', 'ping', 'tell'] as const) this.#agenda.drop(entry);
    this.#options.events.onOther(undefined);
  }

  #onAddressed(letter: Exclude<Letter, { kind: 'hello' | 'bye' }>, writer: Writer, way: PingEvent['over']): void {
    if (writer !== 'known') this.#meet(letter.from);
    this.#other.knowsUs ||= letter.to !== '';
    if (writer !== 'known') this.#welcome();
    if (letter.kind === 'parcel') this.#streams.onParcel(letter);
    else if (letter.kind === 'acknowledgement') this.#streams.onAcknowledgement(letter);
    else if (letter.kind === 'ping') this.#pings.answer(letter, way);
    else if (letter.kind === 'pong') this.#pings.back(letter, way);
    else if (way === 'data') this.#texts.arrived(letter);
  }

  /** A page has come. If it replaces another, nothing of what that was told is known to it. */
  #meet(page: string): void {
    if (!this.#other.comes(page)) return;
    this.#ways.detach();
    this.#streams.reset();
    this.#reports.reset();
  }

  /** What waited for a page goes out; then whoever uses the session hears of it. */
  #welcome(): void {
    if (!this.#ways.byHand) this.#streams.resend('signaling');
    this.#options.events.onOther(this.#other.name);
    this.#onWay();
  }

  /** The other has joined its carrier again: it hears that this page is there, and what passed it by meanwhile. */
  #answerHello(): void {
    if (this.#ways.byHand) return;
    this.#greeter.repeat();
    this.#streams.resend('signaling');
    if (this.#ways.forReports === 'signaling') this.#streams.resend('report');
  }

  #onContent(content: Content): void {
    const { events, log, seat } = this.#options;
    if (!this.#takes(weightOf(content, heaviestLetter))) return;
    if (content.kind === 'message') {
      log.append({ type: 'received', peer: seat.peer, message: content.message });
      events.onMessage(content.body, content.message);
    } else if (content.kind === 'heard') {
      events.onReport(content.events.filter((event) => event.peer !== seat.peer && !event.heard));
    } else if (content.kind === 'view') {
      events.onLook?.(content.t);
    } else if (content.carrier !== this.#ways.line.carrier) {
      this.#followed = content.carrier;
      events.onMove?.(content.carrier);
    }
  }

  /** Whether there is room for so much more of the other end. */
  #takes(weight: number): boolean {
    if (weight > this.#left) return false;
    this.#left -= weight;
    return true;
  }
}
