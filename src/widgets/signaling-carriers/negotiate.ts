/** One negotiation between two ends in this page, over a carrier, for nothing but to be measured. */
import type { Letter } from '#domain/letter.ts';
import type { PeerName, TraceEvent } from '#domain/trace.ts';
import type { OpenChannel, Seat } from '#lab/signaling-channel.ts';
import { createTraceLog, type TraceLog } from '#lab/trace-log.ts';
import { End, NotConnected } from './end.ts';

export interface Negotiation {
  open: OpenChannel;
  onEvent(event: TraceEvent): void;
  /** Told of each message before it is handed to the carrier, and of its letter. */
  onLetter(message: number, letter: Letter, seat: Seat): void;
  /** Most ms that it may take; `Infinity` where a person carries. */
  patience: number;
  room: string;
  signal: AbortSignal;
}

/** Milliseconds for which messages may still arrive when the two are connected: the last candidates need not hurry. */
const lastMessages = 1000;

/** A name that nobody else has: of a room, of a page. */
export const randomName = (): string =>
  [...crypto.getRandomValues(new Uint32Array(3))].map((part) => part.toString(36)).join('-');

/**
 * Takes two seats of a room, negotiates, and resolves when the two are connected and every message has arrived; everything is
 * closed by then. Rejects with `NotConnected`, or with the signal's reason.
 */
export async function negotiate(options: Negotiation): Promise<void> {
  const controller = new AbortController();
  const stop = (): void => controller.abort(options.signal.reason);
  options.signal.addEventListener('abort', stop, { once: true });
  try {
    await new Pair(options, controller.signal).connect();
  } finally {
    options.signal.removeEventListener('abort', stop);
    controller.abort();
  }
}

/** Two logs on one clock, whose events are one trace. */
function logsOf(onEvent: (event: TraceEvent) => void): Record<PeerName, TraceLog> {
  const zero = performance.now();
  let now = (): number => zero;
  const logs = { a: createTraceLog(onEvent, () => now(), 'a'), b: createTraceLog(onEvent, () => now(), 'b') };
  now = () => performance.now();
  return logs;
}

class Pair {
  readonly #options: Negotiation;
  readonly #signal: AbortSignal;
  readonly #a: End;
  readonly #b: End;
  #fail: (reason: unknown) => void = () => {};
  #check: () => void = () => {};

  constructor(options: Negotiation, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    const { room, open, onLetter } = options;
    const logs = logsOf(options.onEvent);
    const pages = { a: randomName(), b: randomName() };
    const end = (peer: PeerName, other: PeerName): End =>
      new End({
        seat: { room, peer, page: pages[peer] },
        other: pages[other],
        log: logs[peer],
        open,
        signal,
        onLetter,
        onFailure: (reason) => this.#fail(reason),
        onChange: () => this.#check(),
      });
    this.#a = end('a', 'b');
    this.#b = end('b', 'a');
  }

  async connect(): Promise<void> {
    const failed = this.#failed();
    await Promise.race([Promise.all([this.#a.openChannel(), this.#b.openChannel()]), failed]);
    this.#b.begin();
    this.#a.begin();
    this.#a.offer();
    await Promise.race([this.#until(() => this.#a.isConnected && this.#b.isConnected), failed]);
    await Promise.race([this.#until(() => this.#a.heardAll && this.#b.heardAll), this.#after(lastMessages), failed]);
  }

  /** Rejects when something has gone wrong, or time is over, or the reader has stopped it. */
  #failed(): Promise<never> {
    return new Promise((_, reject) => {
      this.#fail = reject;
      void this.#after(this.#options.patience).then(() => reject(new NotConnected('not-connected')));
      this.#signal.addEventListener('abort', () => reject(this.#signal.reason), { once: true });
    });
  }

  /** Resolves after so many ms, and never when that is without end. */
  #after(ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (ms === Infinity) return;
      const timer = setTimeout(resolve, ms);
      this.#signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    });
  }

  #until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#check = () => {
        if (condition()) resolve();
      };
      this.#check();
    });
  }
}
