/**
 * A least-recently-used cache whose size is the summed length of its keys, in characters. Syntax trees grow with their
 * text, so this bounds memory whether programs are short or long.
 */
export class BoundedCache<Value> {
  readonly #capacity: number;
  readonly #entries = new Map<string, Value>();
  #used = 0;

  /** `capacity` is in characters; one entry longer than that is kept until the next one comes. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The value of a key, made by `create` when it is not there. */
  getOrCreate(key: string, create: () => Value): Value {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      // A Map iterates in order of insertion: putting a key in again makes it the youngest.
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known;
    }
    const value = create();
    this.#entries.set(key, value);
    this.#used += key.length;
    this.#evict();
    return value;
  }

  #evict(): void {
    for (const oldest of this.#entries.keys()) {
      if (this.#used <= this.#capacity || this.#entries.size === 1) return;
      this.#entries.delete(oldest);
      this.#used -= oldest.length;
    }
  }
}
