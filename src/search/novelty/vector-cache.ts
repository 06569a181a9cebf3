import type { Vector } from '../../core/novelty.ts';

/**
 * Vectors by name, the least recently used forgotten first. It saves work and money and decides
 * nothing: a vector that is not there is made again.
 */
export class VectorCache {
  readonly #capacity: number;
  readonly #vectors = new Map<string, Vector>();

  /** At most `capacity` vectors, ≥ 1. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(name: string): Vector | undefined {
    const vector = this.#vectors.get(name);
    if (vector !== undefined) this.put(name, vector);
    return vector;
  }

  put(name: string, vector: Vector): void {
    // A Map iterates in order of insertion: putting a key in again makes it the youngest.
    this.#vectors.delete(name);
    this.#vectors.set(name, vector);
    if (this.#vectors.size <= this.#capacity) return;
    for (const oldest of this.#vectors.keys()) {
      this.#vectors.delete(oldest);
      return;
    }
  }
}
