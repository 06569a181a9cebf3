import type { SlotOutcome } from './commit-slot.ts';

/**
 * The slots at work. `in-order` hands them back by number; `arrival` hands back whichever is done first and so never
 * waits for a straggler.
 */
export class Flight {
  readonly #order: 'in-order' | 'arrival';
  readonly #working = new Map<number, Promise<SlotOutcome>>();

  constructor(order: 'in-order' | 'arrival') {
    this.#order = order;
  }

  get size(): number {
    return this.#working.size;
  }

  launch(slot: number, work: Promise<SlotOutcome>): void {
    // A rejection is reported when the slot's turn comes; until then it must not end the process.
    work.catch(() => {});
    this.#working.set(slot, work);
  }

  async next(): Promise<SlotOutcome> {
    const outcome = await (this.#order === 'arrival'
      ? Promise.race(this.#working.values())
      : (this.#working.get(Math.min(...this.#working.keys())) as Promise<SlotOutcome>));
    this.#working.delete(outcome.slot);
    return outcome;
  }
}
