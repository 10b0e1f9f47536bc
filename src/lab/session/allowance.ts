/** How much is taken from the other end in all, so that it cannot fill this page's memory. */
export class Allowance {
  #left: number;

  constructor(most: number) {
    this.#left = most;
  }

  /** Takes so much more, if there is room for it. */
  takes(weight: number): boolean {
    if (weight > this.#left) return false;
    this.#left -= weight;
    return true;
  }
}
