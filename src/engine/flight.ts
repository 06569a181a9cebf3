import type { Clock } from '../base/clock.ts';
import type { SlotOutcome } from './commit-slot.ts';

/**
 * The slots at work. `in-order` hands them back by number; `arrival` hands back whichever is done first and so never
 * waits for a straggler.
 */
export class Flight {
  readonly #order: 'in-order' | 'arrival';
  readonly #working = new Map<number, Promise<SlotOutcome>>();
  readonly #done = new Set<number>();

  constructor(order: 'in-order' | 'arrival') {
    this.#order = order;
  }

  get size(): number {
    return this.#working.size;
  }

  /** Whether `next` has an answer within so many milliseconds; returns as soon as that is known. */
  async isNextWithin(ms: number, clock: Clock): Promise<boolean> {
    if (this.#working.size === 0) return false;
    if (this.#order === 'arrival' ? this.#done.size > 0 : this.#done.has(this.#lowest())) return true;
    const done = (): boolean => true;
    return Promise.race([this.#upcoming().then(done, done), clock.sleep(ms).then(() => false)]);
  }

  launch(slot: number, work: Promise<SlotOutcome>): void {
    this.#working.set(slot, work);
    const done = (): void => {
      this.#done.add(slot);
    };
    // A rejection is reported when the slot's turn comes; until then it must not end the process.
    work.then(done, done);
  }

  async next(): Promise<SlotOutcome> {
    const outcome = await this.#upcoming();
    this.#working.delete(outcome.slot);
    this.#done.delete(outcome.slot);
    return outcome;
  }

  #upcoming(): Promise<SlotOutcome> {
    if (this.#order === 'arrival') return Promise.race(this.#working.values());
    return this.#working.get(this.#lowest()) as Promise<SlotOutcome>;
  }

  #lowest(): number {
    return Math.min(...this.#working.keys());
  }
}
