import type { Vector } from '../../core/novelty.ts';

/** Vectors that a cache begins with room for: 8 MB at 1,024 dimensions. */
const FIRST_CAPACITY = 2_000;

/** Numbers in all vectors that a cache grows to: 512 MB. Those of 100,000 members at 1,024 dimensions have room. */
const MOST_NUMBERS = 2 ** 27;

/**
 * Vectors by name, the least recently used forgotten first. It saves work and money and decides
 * nothing: a vector that is not there is made again.
 *
 * Members are looked at in turns, and what is used in turns is forgotten just before its turn where one too many is used. So
 * the cache doubles when a name is asked for again that it has forgotten: it comes to have room for the members there are,
 * on however many islands, and not for the children that were never seen again.
 */
export class VectorCache {
  #capacity: number;
  readonly #vectors = new Map<string, Vector>();
  readonly #forgotten = new Set<string>();

  /** At first for `capacity` vectors, ≥ 1. */
  constructor(capacity = FIRST_CAPACITY) {
    this.#capacity = capacity;
  }

  get(name: string): Vector | undefined {
    const vector = this.#vectors.get(name);
    if (vector !== undefined) this.put(name, vector);
    else if (this.#forgotten.has(name)) {
      this.#capacity *= 2;
      this.#forgotten.clear();
    }
    return vector;
  }

  put(name: string, vector: Vector): void {
    // A Map iterates in order of insertion: putting a key in again makes it the youngest.
    this.#vectors.delete(name);
    this.#vectors.set(name, vector);
    if (this.#vectors.size <= Math.min(this.#capacity, Math.max(MOST_NUMBERS / vector.length, FIRST_CAPACITY))) return;
    for (const oldest of this.#vectors.keys()) {
      this.#vectors.delete(oldest);
      this.#forgotten.add(oldest);
      return;
    }
  }
}
