import type { Vector } from './cosine.ts';

/**
 * Vectors by the hash of their program, the least recently used forgotten first. It saves work and money and decides
 * nothing: a vector that is not there is made again.
 */
export class VectorCache {
  readonly #capacity: number;
  readonly #vectors = new Map<string, Vector>();

  /** At most `capacity` vectors, ≥ 1. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(program: string): Vector | undefined {
    const vector = this.#vectors.get(program);
    if (vector !== undefined) this.put(program, vector);
    return vector;
  }

  put(program: string, vector: Vector): void {
    // A Map iterates in order of insertion: putting a key in again makes it the youngest.
    this.#vectors.delete(program);
    this.#vectors.set(program, vector);
    if (this.#vectors.size <= this.#capacity) return;
    for (const oldest of this.#vectors.keys()) {
      this.#vectors.delete(oldest);
      return;
    }
  }
}
