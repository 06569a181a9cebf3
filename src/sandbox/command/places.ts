/** A fixed number of places, first come first served. */
export class Places {
  #free: number;
  readonly #waiting: ((release: () => void) => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** Waits for a place; what it resolves to gives the place back, once. */
  take(): Promise<() => void> {
    return new Promise((resolve) => {
      if (this.#free > 0) {
        this.#free -= 1;
        resolve(this.#releaser());
      } else this.#waiting.push(resolve);
    });
  }

  #releaser(): () => void {
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next(this.#releaser());
    };
  }
}
