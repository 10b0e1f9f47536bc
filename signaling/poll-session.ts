import type { ServerResponse } from 'node:http';
import { answerJson, answerRefusal } from './answers.ts';
import type { Context } from './context.ts';
import { TokenBucket } from './guards/flooding.ts';
import type { Message } from './guards/message.ts';
import type { Seat } from './guards/seat.ts';
import type { Member } from './members.ts';
import { type Reason, Refused } from './refusals.ts';

/** A message as it will be written, with its place in the order of all that this member ever got, from 1. */
interface Unread {
  seq: number;
  text: string;
}

/** Somebody who asks for their messages again and again. What was delivered is kept until they say that they have it. */
export class PollSession implements Member {
  readonly carrier = 'polling';
  readonly seat: Seat;
  readonly address: string;
  reachable = true;
  /** How many messages came from this member. */
  received = 0;
  readonly #context: Context;
  readonly #bucket: TokenBucket;
  #unread: Unread[] = [];
  #delivered = 0;
  /** When they last asked, or ceased to wait, in milliseconds of `performance.now()`. */
  #lastThere = performance.now();
  #waiting: { response: ServerResponse; timer: NodeJS.Timeout } | undefined;

  constructor(context: Context, seat: Seat, address: string) {
    this.#context = context;
    this.seat = seat;
    this.address = address;
    this.#bucket = new TokenBucket(context.limits.messageBurst, performance.now());
  }

  /** Whether they have neither asked for long nor wait for an answer. */
  isSilent(now: number): boolean {
    return !this.#waiting && now - this.#bucket.lastAsked > this.#context.limits.silentMs;
  }

  /** Whether nobody waits for an answer, nor did just now: a page that is open asks again at once. */
  get isGone(): boolean {
    return !this.#waiting && performance.now() - this.#lastThere > this.#context.limits.goneMs;
  }

  /** Counts a request; throws `Refused` when there are too many. */
  asked(): void {
    this.#lastThere = performance.now();
    if (!this.#bucket.take(this.#context.limits, performance.now())) throw new Refused('flooding');
  }

  /** Answers with all after number `after`, or with the next that comes; who waited before is told that they were replaced. */
  answer(response: ServerResponse, after: number): void {
    if (!Number.isSafeInteger(after) || after > this.#delivered) throw new Refused('wrong-sequence');
    if (after < this.#delivered - this.#unread.length) throw new Refused('wrong-sequence');
    this.#unread = this.#unread.filter(({ seq }) => seq > after);
    this.#replaceWaiting();
    if (this.#unread.length > 0) this.#answerAll(response);
    else this.#wait(response);
  }

  deliver(message: Message): void {
    this.#delivered += 1;
    this.#unread.push({ seq: this.#delivered, text: JSON.stringify({ seq: this.#delivered, ...message }) });
    const response = this.#stopWaiting();
    if (response) this.#answerAll(response);
    else if (this.#isTooMuch()) this.refuse('slow-reader');
  }

  /** Ends the wait with 204. */
  answerNothing(): void {
    this.#stopWaiting()?.writeHead(204, { 'Cache-Control': 'no-store' }).end();
  }

  refuse(reason: Reason): void {
    this.reachable = false;
    this.#context.metrics.refused(reason, 'polling');
    const response = this.#stopWaiting();
    if (response) answerRefusal(response, reason);
  }

  #replaceWaiting(): void {
    const before = this.#stopWaiting();
    if (!before) return;
    this.#context.metrics.refused('replaced', 'polling');
    answerRefusal(before, 'replaced');
  }

  #answerAll(response: ServerResponse): void {
    answerJson(response, 200, `{"messages":[${this.#unread.map(({ text }) => text).join()}]}`);
  }

  #isTooMuch(): boolean {
    const { unreadMessages, unreadBytes } = this.#context.limits;
    return (
      this.#unread.length > unreadMessages || this.#unread.reduce((sum, { text }) => sum + text.length, 0) > unreadBytes
    );
  }

  #wait(response: ServerResponse): void {
    const timer = setTimeout(() => this.answerNothing(), this.#context.limits.pollMs);
    this.#waiting = { response, timer };
    response.once('close', () => this.#waiting?.response === response && this.#stopWaiting());
  }

  #stopWaiting(): ServerResponse | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#lastThere = performance.now();
    clearTimeout(waiting?.timer);
    return waiting?.response;
  }
}
