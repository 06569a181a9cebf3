import type { EmbeddingReply, EmbeddingRequest } from '../../core/model.ts';
import type { ProgramEmbedding, Vector } from '../../core/novelty.ts';
import type { Program } from '../../core/program.ts';
import { VectorCache } from '../../search/novelty/vector-cache.ts';
import type { ModelCall } from '../../store/model-calls.ts';

/** What the names of all calls that embed programs for the novelty check begin with. */
export const VECTOR_CALLS = 'vectors/';

/** Vectors of programs as the journal of calls has them, looked up by the text that was embedded. */
export class ProgramVectors {
  readonly embedding: ProgramEmbedding;
  readonly #programOf: (hash: string) => Program;
  readonly #callsOfSlot: (slot: number) => readonly ModelCall[];
  readonly #remembered = new VectorCache();
  readonly #missing = new Set<string>();

  constructor(
    embedding: ProgramEmbedding,
    programOf: (hash: string) => Program,
    callsOfSlot: (slot: number) => readonly ModelCall[],
  ) {
    this.embedding = embedding;
    this.#programOf = programOf;
    this.#callsOfSlot = callsOfSlot;
  }

  textOf(program: string): string {
    return this.embedding.textOf(this.#programOf(program));
  }

  /** Whether a slot was answered the vector; only for slots that are over, since what those lack is missing for ever. */
  has(slot: number, program: string): boolean {
    const name = nameOf(slot, program);
    if (this.#missing.has(name)) return false;
    const isThere = this.find(slot, program) !== null;
    if (!isThere) this.#missing.add(name);
    return isThere;
  }

  /**
   * The vector that a slot was answered; null where it was not. The same answer for ever once the slot has asked, so it
   * may be remembered; by slot, because a provider need not give one text the same vector twice.
   */
  find(slot: number, program: string): Vector | null {
    const name = nameOf(slot, program);
    const known = this.#remembered.get(name);
    if (known !== undefined) return known;
    const text = this.textOf(program);
    for (const { purpose, status, request, outcome } of this.#callsOfSlot(slot)) {
      if (status !== 'settled' || !purpose.startsWith(VECTOR_CALLS)) continue;
      const index = (request as unknown as EmbeddingRequest).texts.indexOf(text);
      if (index < 0) continue;
      const vector = Float32Array.from((outcome as unknown as EmbeddingReply).vectors[index] ?? []);
      this.#remembered.put(name, vector);
      return vector;
    }
    return null;
  }
}

function nameOf(slot: number, program: string): string {
  return `${slot}/${program}`;
}
