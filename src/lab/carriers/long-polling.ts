/**
 * HTTP long polling, for who cannot have a WebSocket: one request always waits for what comes, and each letter goes by another one.
 * Both ways are numbered, so a request that failed is made again.
 */
import type { Letter } from '#domain/letter.ts';
import type { ChannelEvents, OpenChannel, Seat, SignalingChannel } from '../signaling-channel.ts';
import { otherPeer } from '../signaling-channel.ts';
import { ChannelLife } from './channel-life.ts';
import { Comeback } from './comeback.ts';
import { type Numbered, PollRequests, TurnedAway } from './poll-requests.ts';
import { bringsLetter, incoming, messageOf, type OutgoingMessage } from './wire.ts';

/** Makes the carrier for the server at `base`, by default the one that this page is from. */
export function longPolling(base: string | URL = location.href): OpenChannel {
  return (seat, events, signal) => new LongPollingChannel(base, seat, events, signal);
}

class LongPollingChannel implements SignalingChannel {
  readonly carrier = 'polling';
  readonly #seat: Seat;
  readonly #life: ChannelLife;
  readonly #comeback: Comeback;
  readonly #requests: PollRequests;
  readonly #toSay: OutgoingMessage[] = [];
  /** What was said last, if only to take the seat. */
  #said: Numbered;
  /** The request that says it. */
  #saying: Promise<unknown> = Promise.resolve();
  /** Number of the last message that came. */
  #heard = 0;
  #wake: () => void = () => {};

  constructor(base: string | URL, seat: Seat, events: ChannelEvents, signal: AbortSignal) {
    this.#seat = seat;
    this.#requests = new PollRequests(base, seat);
    this.#said = this.#nothing();
    this.#life = new ChannelLife(events, signal);
    this.#comeback = new Comeback({ carrier: this.carrier, base, life: this.#life, attempt: () => this.#attend() });
    this.#life.signal.addEventListener('abort', () => this.#leave(), { once: true });
    if (!signal.aborted) this.#attend();
  }

  send(letter: Letter): void {
    if (!this.#life.isOpen) return;
    this.#toSay.push(messageOf(letter, this.#seat));
    this.#wake();
  }

  close(): void {
    this.#life.close();
  }

  /** Takes the seat, and asks and says until one of them fails. */
  async #attend(): Promise<void> {
    const attempt = new AbortController();
    const either = AbortSignal.any([attempt.signal, this.#life.signal]);
    either.addEventListener('abort', () => this.#wake(), { once: true });
    try {
      await this.#greet();
      this.#comeback.opened();
      await Promise.race([this.#listen(either), this.#speak(either)]);
    } catch (reason) {
      attempt.abort();
      if (!this.#life.signal.aborted) this.#failed(reason);
    }
  }

  /**
   * Says the last message again, as it may not have arrived. A server that does not know it does not know this page, as after it was
   * started again: all is counted from the beginning.
   */
  async #greet(): Promise<void> {
    await this.#saying;
    try {
      await this.#post(this.#said);
    } catch (reason) {
      if (!isForgotten(reason) || this.#said.seq === 0) throw reason;
      this.#heard = 0;
      await this.#post(this.#nothing());
    }
  }

  async #listen(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      for (const message of await this.#next(signal)) this.#hear(message);
    }
  }

  async #next(signal: AbortSignal): Promise<unknown[]> {
    try {
      return await this.#requests.next(this.#heard, signal);
    } catch (reason) {
      if (!isForgotten(reason) || this.#heard === 0) throw reason;
      this.#heard = 0;
      return [];
    }
  }

  #hear(message: unknown): void {
    if (typeof message !== 'object' || message === null || !('seq' in message)) return;
    if (typeof message.seq !== 'number' || message.seq <= this.#heard) return;
    this.#heard = message.seq;
    const { type = '', payload } = incoming(message) ?? {};
    if (bringsLetter(type)) this.#life.hear(payload);
  }

  async #speak(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const message = this.#toSay.shift();
      if (message) await this.#post(this.#numbered(message));
      else await this.#woken();
    }
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #post(message: Numbered, last = false): Promise<void> {
    this.#said = message;
    const saying = this.#requests.post(message, last);
    this.#saying = saying.catch(() => {});
    return saying;
  }

  #numbered(message: OutgoingMessage): Numbered {
    return { seq: this.#said.seq + 1, ...message };
  }

  #nothing(): Numbered {
    return { seq: 0, type: 'LEAVE', dst: otherPeer(this.#seat.peer) };
  }

  #failed(reason: unknown): void {
    if (!(reason instanceof TurnedAway)) this.#comeback.gone(nameOf(reason));
    else if (reason.reason === 'id-taken') this.#comeback.waitForSeat();
    else if (reason.status === 410) this.#life.tell({ is: 'taken' });
    else if (isForgotten(reason) && !this.#comeback.wasOpen) this.#life.tell({ is: 'taken' });
    else if (isForgotten(reason) || isPassing(reason.status)) this.#comeback.gone(reason.message);
    else this.#life.tell({ is: 'refused', reason: reason.message });
  }

  /** Says what is left to say, and goes. That it fails is no news to a page that has gone. */
  async #leave(): Promise<void> {
    await this.#saying;
    try {
      for (const message of this.#toSay.splice(0)) await this.#post(this.#numbered(message), true);
      await this.#requests.leave();
    } catch {}
  }
}

/** Whether the server counts otherwise than this page does. */
function isForgotten(reason: unknown): boolean {
  return reason instanceof TurnedAway && reason.reason === 'wrong-sequence';
}

/** Request Timeout, by which our server leaves who was silent, and what a server or a proxy says of itself (RFC 9110 §15.5.9, §15.6). */
function isPassing(status: number): boolean {
  return status === 408 || status >= 500;
}

/** What a failed request is called: `TimeoutError`, and `NetworkError` for the TypeError by which fetch says so. */
function nameOf(reason: unknown): string {
  return reason instanceof DOMException ? reason.name : 'NetworkError';
}
