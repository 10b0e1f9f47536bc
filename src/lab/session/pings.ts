/** Asks the other page for its clock, again and again, and answers when it asks (RFC 5905 §8). All times in ms. */
import type { PingLetter, PongLetter } from '#domain/letter.ts';
import type { PingEvent } from '#domain/trace.ts';
import type { Seat } from '../signaling-channel.ts';
import type { TraceLog } from '../trace-log.ts';
import type { Agenda } from './agenda.ts';
import type { OtherPage } from './other-page.ts';
import type { Silence } from './silence.ts';
import type { Ways } from './ways.ts';

/** Pings in quick succession over a way that is new, and the pause between them; the pause when none came back; the pause later. */
const burst = 8;
const quick = 500;
const unanswered = 1000;
const slow = 5000;

/** Pings that are waited for at most. */
const most = 16;

export interface PingsOptions {
  seat: Seat;
  log: TraceLog;
  agenda: Agenda;
  ways: Ways;
  other: OtherPage;
  silence: Silence;
}

export class Pings {
  readonly #options: PingsOptions;
  /** When the pings that have not returned were sent, by this end's clock, and over which way. */
  readonly #out = new Map<number, PingEvent['over']>();
  #returned = 0;

  constructor(options: PingsOptions) {
    this.#options = options;
  }

  /** Asks at once, and begins a burst: the way is new. */
  begin(): void {
    this.#returned = 0;
    this.#out.clear();
    this.#options.silence.forget('ping');
    this.#ping();
  }

  /** Answers a ping on the way on which it came. */
  answer({ from, sent }: PingLetter, way: PingEvent['over']): void {
    const { seat, log, ways } = this.#options;
    const now = log.now();
    ways.answer(way, { kind: 'pong', from: seat.page, to: from, sent, received: now, answered: now });
  }

  /** Records a ping that came back on the way on which it went. */
  back({ sent, received, answered }: PongLetter, over: PingEvent['over']): void {
    const { seat, log, silence } = this.#options;
    if (this.#out.get(sent) !== over) return;
    this.#out.clear();
    this.#returned += 1;
    log.append({ type: 'ping', peer: seat.peer, over, sent, received, answered, returned: log.now() });
    silence.heard('ping', false);
    this.#later(this.#returned < burst ? quick : slow);
  }

  #ping(): void {
    const { seat, log, ways, other, silence } = this.#options;
    const over = ways.forReports;
    if (!over || other.name === undefined) return;
    const sent = log.now();
    const [oldest] = this.#out.keys();
    if (oldest !== undefined && this.#out.size >= most) this.#out.delete(oldest);
    this.#out.set(sent, over);
    silence.waitFor('ping');
    ways.answer(over, { kind: 'ping', from: seat.page, to: other.name, sent });
    this.#later(unanswered);
  }

  #later(ms: number): void {
    this.#options.agenda.set('ping', ms, () => this.#ping());
  }
}
