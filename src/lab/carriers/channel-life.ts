/** The life of a channel, which is the same whatever carries it: its states are told once each, and none after the last. */
import type { ChannelEvents, ChannelState } from '../signaling-channel.ts';

const last: ReadonlySet<ChannelState['is']> = new Set(['taken', 'refused', 'closed']);

export class ChannelLife {
  readonly #events: ChannelEvents;
  readonly #over = new AbortController();
  #is: ChannelState['is'] | undefined;

  /** Ends when `signal` aborts; where it has aborted already, nothing begins and nothing is told. */
  constructor(events: ChannelEvents, signal: AbortSignal) {
    this.#events = events;
    if (signal.aborted) this.#over.abort();
    else signal.addEventListener('abort', () => this.close(), { once: true, signal: this.signal });
  }

  /** Aborts when the channel is over: all that the carrier starts hangs on it. */
  get signal(): AbortSignal {
    return this.#over.signal;
  }

  get isOpen(): boolean {
    return this.#is === 'open';
  }

  /** Tells a state, unless it is told already; after the last one there is no other. */
  tell(state: ChannelState): void {
    if (this.signal.aborted || state.is === this.#is) return;
    this.#is = state.is;
    if (last.has(state.is)) this.#over.abort();
    this.#events.onState(state);
  }

  /** Hands on what arrived, while the channel is open. */
  hear(letter: unknown): void {
    if (this.isOpen) this.#events.onLetter(letter);
  }

  close(): void {
    this.tell({ is: 'closed' });
  }

  /** Calls back after `ms`, unless the channel is over by then. */
  after(ms: number, call: () => void): void {
    if (this.signal.aborted) return;
    const stop = (): void => clearTimeout(timer);
    const timer = setTimeout(() => {
      this.signal.removeEventListener('abort', stop);
      call();
    }, ms);
    this.signal.addEventListener('abort', stop, { once: true });
  }
}
