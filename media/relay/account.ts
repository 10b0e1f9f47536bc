import type { Allocation } from './allocation.ts';
import type { Page } from './page.ts';

/** What is held under a username. */
export interface Account {
  readonly username: string;
  readonly allocations: Set<Allocation>;
  /** Allocations that wait for their sockets. */
  pending: number;
  /** Ports that are held for it (RFC 8656 §7.2). */
  reserved: number;
  /** Doors that are its own. */
  doors: number;
  page: Page | undefined;
}

/** Accounts of those who hold something or watch; of a username alone nothing is kept. */
export class Accounts {
  readonly #accounts = new Map<string, Account>();

  get(username: string): Account | undefined {
    return this.#accounts.get(username);
  }

  /** The account of a username, made where there is none. */
  open(username: string): Account {
    const known = this.#accounts.get(username);
    if (known) return known;
    const account: Account = { username, allocations: new Set(), pending: 0, reserved: 0, doors: 0, page: undefined };
    this.#accounts.set(username, account);
    return account;
  }

  /** Forgets an account that nobody needs any more. */
  release({ username, allocations, pending, reserved, doors, page }: Account): void {
    if (allocations.size + pending + reserved + doors === 0 && !page) this.#accounts.delete(username);
  }
}
