/** How a page comes back to a server that went away, or to a seat that is not free yet. */
import { carriersOf, type ServedCarrier } from '../carriers-here.ts';
import type { ChannelLife } from './channel-life.ts';

/** Most milliseconds for which a page that is being reloaded may still hold the seat, and between two looks whether it does. */
export const patience = 1000;
const lookAgain = 250;

export interface ComebackOptions {
  carrier: ServedCarrier;
  base: string | URL;
  life: ChannelLife;
  /** Tries to take the seat. */
  attempt(): void;
}

export class Comeback {
  readonly #options: ComebackOptions;
  #pauses = growingPauses();
  #wasOpen = false;
  /** Since when the seat is waited for, in ms. */
  #waitingSince: number | undefined;

  constructor(options: ComebackOptions) {
    this.#options = options;
  }

  /** Whether this page has had its seat before. */
  get wasOpen(): boolean {
    return this.#wasOpen;
  }

  opened(): void {
    this.#pauses = growingPauses();
    this.#wasOpen = true;
    this.#waitingSince = undefined;
    this.#options.life.tell({ is: 'open' });
  }

  /** Somebody else has the seat: looks again until patience ends. */
  waitForSeat(): void {
    const { life, attempt } = this.#options;
    this.#waitingSince ??= performance.now();
    if (performance.now() - this.#waitingSince < patience) life.after(lookAgain, attempt);
    else life.tell({ is: 'taken' });
  }

  /**
   * The server is gone, or was never there. A browser does not tell a page that is turned away from one whose server does not run:
   * whether the host answers at all does.
   */
  async gone(reason: string): Promise<void> {
    const { base, carrier, life, attempt } = this.#options;
    const offered = this.#wasOpen ? undefined : await carriersOf(base, life.signal);
    if (offered && !offered.includes(carrier)) {
      life.tell({ is: 'refused', reason: 'no-server' });
      return;
    }
    life.tell({ is: 'lost', reason });
    life.after(this.#pauses.next().value, attempt);
  }
}

/** Milliseconds to wait before each next attempt: 250, 500, 1000, 2000, then 4000. */
function* growingPauses(): Generator<number, never> {
  for (let pause = 250; ; pause = Math.min(2 * pause, 4000)) yield pause;
}
