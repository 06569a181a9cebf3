import type { ModelAccess } from '../../core/model.ts';
import { ModelFault } from '../../core/model-fault.ts';
import type { Vector } from '../../core/novelty.ts';
import type { Program } from '../../core/program.ts';
import type { Briefing } from './briefing.ts';
import type { Briefings } from './briefings.ts';
import { type ProgramVectors, VECTOR_CALLS } from './program-vectors.ts';

/**
 * Asks for the vectors that the novelty check rests on. Calls go the way of all calls: reserved, journalled, charged to the
 * slot that asks. What a slot sees of another one is what the journal has once that one was answered, so it does not
 * depend on who was faster.
 */
export class VectorDesk {
  readonly #vectors: ProgramVectors;
  /** Slots whose neighbours were not embedded yet. */
  readonly #unanswered = new Map<number, PromiseWithResolvers<void>>();

  constructor(vectors: ProgramVectors, open: Briefings['open']) {
    this.#vectors = vectors;
    for (const [slot, briefing] of open) this.expect(slot, briefing);
  }

  /** When the slot is briefed: others may wait for it from now on. */
  expect(slot: number, { embeddedBy }: Briefing): void {
    if (![...embeddedBy.values()].includes(slot)) return;
    const unanswered = Promise.withResolvers<void>();
    // Nobody may be waiting when it fails; the slot itself tells.
    unanswered.promise.catch(() => {});
    this.#unanswered.set(slot, unanswered);
  }

  /** Before anything else that the slot does, so that nobody waits for more than this. */
  async askForNeighbours(slot: number, { embeddedBy }: Briefing, models: ModelAccess): Promise<void> {
    const unanswered = this.#unanswered.get(slot);
    if (unanswered === undefined) return;
    const programs = [...embeddedBy].flatMap(([program, by]) => (by === slot ? [program] : []));
    const texts = [...new Set(programs.map((program) => this.#vectors.textOf(program)))];
    try {
      await this.#ask('neighbours', texts, models);
      unanswered.resolve();
    } catch (thrown) {
      unanswered.reject(thrown);
      throw thrown;
    } finally {
      this.#unanswered.delete(slot);
    }
  }

  /** The vectors of a child and of the slot's neighbours, as far as there are any; `name` tells children apart. */
  async around(
    child: Program,
    { embeddedBy }: Briefing,
    models: ModelAccess,
    name: string,
  ): Promise<ReadonlyMap<string, Vector>> {
    const vectors = new Map<string, Vector>();
    for (const [program, slot] of embeddedBy) {
      await this.#unanswered.get(slot)?.promise;
      const vector = this.#vectors.find(slot, program);
      if (vector !== null) vectors.set(program, vector);
    }
    const text = this.#vectors.embedding.textOf(child);
    const [vector] = text === '' ? [] : await this.#ask(name, [text], models);
    if (vector !== undefined) vectors.set(child.hash, vector);
    return vectors;
  }

  /** Nothing where the model fails: that refuses nobody. */
  async #ask(name: string, texts: readonly string[], models: ModelAccess): Promise<readonly Vector[]> {
    const { model } = this.#vectors.embedding;
    try {
      const { vectors } = await models.embed(`${VECTOR_CALLS}${name}`, { model, texts });
      return vectors.map((vector) => Float32Array.from(vector));
    } catch (fault) {
      if (fault instanceof ModelFault) return [];
      throw fault;
    }
  }
}
