/** What passes between this page and the other: who is there, what it says, and what is done about it. */
import { type Content, type HelloLetter, heaviestLetter, type Letter, parseLetter } from '#domain/letter.ts';
import { messageKind } from '#domain/message-kind.ts';
import type { CarrierName, PingEvent } from '#domain/trace.ts';
import { weightOf } from '#domain/weight.ts';
import { Allowance } from './allowance.ts';
import type { Writer } from './other-page.ts';
import type { SessionParts } from './parts.ts';
import type { SessionOptions } from './session-options.ts';

/** Weight of all that is taken from the other end; a day of honest reports. */
const mostTaken = 2 ** 26;

/** Weight of a page that comes, so that five hundred may, and of a hello that is recorded. */
const visit = 2 ** 17;
const greeting = 1000;

export class Correspondence {
  readonly #options: SessionOptions;
  readonly #parts: SessionParts;
  readonly #allowance = new Allowance(mostTaken);
  /** The carrier opened, and the page that was there before has yet to be heard over it. */
  #isReopened = false;
  /** The carrier that the other asked to follow it to. */
  #followed: CarrierName | undefined;

  constructor(options: SessionOptions, parts: SessionParts) {
    this.#options = options;
    this.#parts = parts;
  }

  /** The carrier opened. */
  onOpen(): void {
    this.#isReopened = this.#parts.other.name !== undefined;
    this.#parts.greeter.greet();
    this.#parts.streams.resend('signaling');
  }

  /** Tells the other that this page goes on over a carrier, unless it is the other that asked it to. */
  move(carrier: CarrierName): void {
    const stream = this.#parts.ways.forReports === 'data' ? 'report' : 'signaling';
    if (carrier !== this.#followed) this.#parts.streams.send(stream, { kind: 'move', carrier });
    this.#followed = undefined;
  }

  /** The way of reports opened, went, or is another. */
  onWay(): void {
    this.#parts.silence.forget('report');
    this.#parts.pings.begin();
    if (this.#parts.ways.forReports === undefined || !this.#parts.other.name) return;
    this.#parts.streams.resend('report');
    this.#parts.streams.acknowledge();
    this.#parts.reports.tellSoon();
  }

  /** Takes what came by a way, which may be anything. */
  onLetter(value: unknown, way: PingEvent['over'], newest: boolean): void {
    const letter = parseLetter(value);
    if (!letter || !this.#isForUs(letter)) return;
    const writer = this.#parts.other.writerOf(letter);
    if (writer === 'nobody' || (writer !== 'known' && !this.#allowance.takes(visit))) return;
    if (newest) this.#parts.ways.line.settle();
    if (newest && this.#isReopened && letter.kind !== 'bye') this.#hearAgain(writer === 'known');
    if (letter.kind === 'hello') this.#onHello(letter, writer);
    else if (letter.kind === 'bye') this.#onBye();
    else this.#onAddressed(letter, writer, way);
    this.#parts.agenda.catchUp();
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
    const news = this.#parts.other.saysHello(message) && this.#allowance.takes(greeting);
    if (news) log.append({ type: 'received', peer: seat.peer, message, kind: 'hello' });
    this.#parts.other.knowsUs ||= to === seat.page;
    if (!this.#parts.other.knowsUs && writer === 'known') this.#parts.greeter.repeat();
    else if (!this.#parts.other.knowsUs) this.#parts.greeter.greet();
    if (writer !== 'known') this.#welcome();
    else if (news) this.#answerHello();
  }

  #onBye(): void {
    this.#parts.other.goes();
    this.#parts.silence.forget('signaling', 'report', 'ping');
    for (const entry of ['signaling', 'report', 'acknowledge', 'ping', 'tell'] as const) this.#parts.agenda.drop(entry);
    this.#options.events.onOther(undefined);
  }

  #onAddressed(letter: Exclude<Letter, { kind: 'hello' | 'bye' }>, writer: Writer, way: PingEvent['over']): void {
    if (writer !== 'known') this.#meet(letter.from);
    this.#parts.other.knowsUs ||= letter.to !== '';
    if (writer !== 'known') this.#welcome();
    if (letter.kind === 'parcel') this.#parts.streams.onParcel(letter);
    else if (letter.kind === 'acknowledgement') this.#parts.streams.onAcknowledgement(letter);
    else if (letter.kind === 'ping') this.#parts.pings.answer(letter, way);
    else if (letter.kind === 'pong') this.#parts.pings.back(letter, way);
    else if (way === 'data') this.#parts.texts.arrived(letter);
  }

  /** A page has come. If it replaces another, nothing of what that was told is known to it. */
  #meet(page: string): void {
    if (!this.#parts.other.comes(page)) return;
    this.#parts.ways.detach();
    this.#parts.streams.reset();
    this.#parts.reports.reset();
  }

  /** What waited for a page goes out; then whoever uses the session hears of it. */
  #welcome(): void {
    if (!this.#parts.ways.byHand) this.#parts.streams.resend('signaling');
    this.#options.events.onOther(this.#parts.other.name);
    this.onWay();
  }

  /** The other has joined its carrier again: it hears that this page is there, and what passed it by meanwhile. */
  #answerHello(): void {
    if (this.#parts.ways.byHand) return;
    this.#parts.greeter.repeat();
    this.#parts.streams.resend('signaling');
    if (this.#parts.ways.forReports === 'signaling') this.#parts.streams.resend('report');
  }

  /** Takes what a parcel held, in order, once. */
  onContent(content: Content): void {
    const { events, log, seat } = this.#options;
    if (!this.#allowance.takes(weightOf(content, heaviestLetter))) return;
    if (content.kind === 'message') {
      const { message, body } = content;
      log.append({ type: 'received', peer: seat.peer, message, kind: messageKind(body) });
      events.onMessage(body, message);
      this.#parts.reports.holdBack();
    } else if (content.kind === 'heard') {
      events.onReport(content.events.filter((event) => event.peer !== seat.peer && !event.heard));
    } else if (content.kind === 'view') {
      events.onLook?.(content.t);
    } else if (content.carrier !== this.#parts.ways.line.carrier) {
      this.#followed = content.carrier;
      events.onMove?.(content.carrier);
    }
  }
}
