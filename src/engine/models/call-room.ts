import type { ModelReserve } from '../../core/run-spec.ts';
import type { CallCost } from '../../store/model-calls.ts';

export const NO_COST: CallCost = { tokensIn: 0, tokensOut: 0, tokensCached: 0, microUsd: 0 };

interface Waiting {
  readonly order: number;
  readonly cost: CallCost;
  readonly decide: (isHeld: boolean) => void;
}

/**
 * The room that calls of one slot have within what the slot reserved. A call that does not fit beside those in flight waits
 * for what they really take, and those that were asked for later wait behind it. So which calls are made does not depend on
 * how many may be in flight: it is as if each was asked after the one before had ended.
 */
export class CallRoom {
  readonly #most: ModelReserve;
  #spent = NO_COST;
  #held = NO_COST;
  readonly #holders = new Map<number, CallCost>();
  /** The first that was asked for is first. */
  readonly #waiting: Waiting[] = [];

  constructor(most: ModelReserve) {
    this.#most = most;
  }

  get spent(): CallCost {
    return this.#spent;
  }

  charge(cost: CallCost): void {
    this.#spent = addCalls(this.#spent, cost);
  }

  /**
   * Holds room for the call that was asked for as number `order`, instead of what it held before. Resolves to false when it
   * would not fit even if nothing else were in flight.
   */
  take(order: number, cost: CallCost): Promise<boolean> {
    this.#drop(order);
    return new Promise((decide) => {
      const place = this.#waiting.findIndex((other) => other.order > order);
      this.#waiting.splice(place < 0 ? this.#waiting.length : place, 0, { order, cost, decide });
      this.#admit();
    });
  }

  /** Gives back what the call holds, once it has been charged. */
  give(order: number): void {
    this.#drop(order);
    this.#admit();
  }

  #drop(order: number): void {
    const cost = this.#holders.get(order);
    if (cost === undefined) return;
    this.#holders.delete(order);
    this.#held = addCalls(this.#held, cost, -1);
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      const { order, cost, decide } = next;
      const alone = addCalls(this.#spent, cost);
      const isPossible = this.#fits(alone);
      if (isPossible && !this.#fits(addCalls(alone, this.#held))) return;
      this.#waiting.shift();
      if (isPossible) {
        this.#holders.set(order, cost);
        this.#held = addCalls(this.#held, cost);
      }
      decide(isPossible);
    }
  }

  #fits({ tokensIn, tokensOut, microUsd }: CallCost): boolean {
    const most = this.#most;
    return tokensIn <= most.tokensIn && tokensOut <= most.tokensOut && microUsd <= most.microUsd;
  }
}

function addCalls(a: CallCost, b: CallCost, times = 1): CallCost {
  return {
    tokensIn: a.tokensIn + times * b.tokensIn,
    tokensOut: a.tokensOut + times * b.tokensOut,
    tokensCached: a.tokensCached + times * b.tokensCached,
    microUsd: a.microUsd + times * b.microUsd,
  };
}
