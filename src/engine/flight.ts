import type { Clock } from '../base/clock.ts';
import type { SlotOutcome } from './commit-slot.ts';

/**
 * The slots at work. `in-order` hands them back by number; `arrival` hands back whichever is done first and so never
 * waits for a straggler.
 */
export class Flight {
  readonly #order: 'in-order' | 'arrival';
  readonly #working = new Set<number>();
  /** The lowest number at work; looked up once per slot, because there may be hundreds. */
  #lowest = Number.POSITIVE_INFINITY;
  /** In the order in which they were done. What a slot ended with is asked for, and may throw, when its turn comes. */
  readonly #done = new Map<number, () => SlotOutcome>();
  readonly #waiting: (() => void)[] = [];
  #held: { readonly slot: number; readonly work: () => Promise<SlotOutcome> }[] = [];

  constructor(order: 'in-order' | 'arrival') {
    this.#order = order;
  }

  get size(): number {
    return this.#working.size;
  }

  /** Whether `next` has an answer now. */
  get isNextDone(): boolean {
    return this.#nextSlot() !== undefined;
  }

  /** Whether `next` has an answer within so many milliseconds; returns as soon as that is known. */
  async isNextWithin(ms: number, clock: Clock): Promise<boolean> {
    if (this.#working.size === 0) return false;
    if (this.isNextDone) return true;
    return Promise.race([this.#untilNext().then(() => true), clock.sleep(ms).then(() => false)]);
  }

  /** Whether slots are held back. */
  get isHolding(): boolean {
    return this.#held.length > 0;
  }

  /** Takes a slot in at its place without beginning to work on it. */
  hold(slot: number, work: () => Promise<SlotOutcome>): void {
    this.#add(slot);
    this.#held.push({ slot, work });
  }

  /** Launches all that were held back. */
  launchHeld(): void {
    const held = this.#held;
    this.#held = [];
    for (const { slot, work } of held) this.launch(slot, work());
  }

  launch(slot: number, work: Promise<SlotOutcome>): void {
    this.#add(slot);
    const done = (outcome: () => SlotOutcome): void => {
      this.#done.set(slot, outcome);
      if (this.isNextDone) for (const wake of this.#waiting.splice(0)) wake();
    };
    // A rejection is reported when the slot's turn comes; until then it must not end the process.
    work.then(
      (outcome) => done(() => outcome),
      (error: unknown) =>
        done(() => {
          throw error;
        }),
    );
  }

  async next(): Promise<SlotOutcome> {
    await this.#untilNext();
    const slot = this.#nextSlot() as number;
    const outcome = this.#done.get(slot) as () => SlotOutcome;
    this.#done.delete(slot);
    this.#working.delete(slot);
    if (slot === this.#lowest) this.#lowest = Math.min(...this.#working);
    return outcome();
  }

  #add(slot: number): void {
    this.#working.add(slot);
    this.#lowest = Math.min(this.#lowest, slot);
  }

  #untilNext(): Promise<void> {
    if (this.isNextDone) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The slot that `next` hands back; undefined while it is at work. */
  #nextSlot(): number | undefined {
    if (this.#order === 'arrival') return this.#done.keys().next().value;
    return this.#done.has(this.#lowest) ? this.#lowest : undefined;
  }
}
