interface Waiting {
  readonly slot: number;
  readonly start: () => void;
}

/**
 * A fixed number of calls in flight, for all slots of a run. The oldest slot goes first: it is the one that all others wait
 * for when they are committed in order. Calls of one slot go first come, first served.
 */
export class CallQueue {
  #free: number;
  /** By slot, the youngest first. */
  readonly #waiting: Waiting[] = [];

  constructor(concurrency: number) {
    this.#free = concurrency;
  }

  /** Waits for a place; what it resolves to gives the place back and has to be called once. */
  take(slot: number): Promise<() => void> {
    return new Promise((resolve) => {
      const start = (): void => resolve(() => this.#release());
      if (this.#free > 0) {
        this.#free -= 1;
        start();
      } else this.#waiting.splice(this.#waiting.findLastIndex((other) => other.slot > slot) + 1, 0, { slot, start });
    });
  }

  #release(): void {
    const next = this.#waiting.pop();
    if (next === undefined) this.#free += 1;
    else next.start();
  }
}
