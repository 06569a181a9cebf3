import { nextTurn } from '../../base/clock.ts';
import type { ModelCall } from '../../store/model-calls.ts';

/**
 * Writes what becomes of calls in groups: all that is said in one turn of the event loop is one transaction, so that two
 * hundred calls that start together cost one write.
 */
export class CallJournal {
  readonly #writeGroup: (calls: readonly ModelCall[]) => void;
  #group: ModelCall[] = [];
  #writing: Promise<void> | null = null;

  constructor(writeGroup: (calls: readonly ModelCall[]) => void) {
    this.#writeGroup = writeGroup;
  }

  /** Resolves when the call is durable; rejects with what storage fails with. */
  write(call: ModelCall): Promise<void> {
    this.#group.push(call);
    this.#writing ??= this.#writeSoon();
    return this.#writing;
  }

  async #writeSoon(): Promise<void> {
    await nextTurn();
    const group = this.#group;
    this.#group = [];
    this.#writing = null;
    this.#writeGroup(group);
  }
}
