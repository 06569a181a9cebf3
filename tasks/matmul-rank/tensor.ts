import { show } from '../shared/show.ts';

/** One product: what is summed of A, what is summed of B, and how often it counts in each entry of C; row by row. */
export type Term = readonly [a: readonly number[], b: readonly number[], c: readonly number[]];

/** Sums of this many products of three such numbers stay exact: 64 · 1000³ < 2^53. */
const MOST_TERMS = 64;
const LARGEST_ENTRY = 1_000;

/** Reads an untrusted answer as terms for n × n matrices. A sentence says what is wrong with anything else. */
export function readTerms(answer: unknown, n: number): readonly Term[] | string {
  if (!Array.isArray(answer)) return `terms(${n}) must answer a list of terms, not ${show(answer)}`;
  if (answer.length > MOST_TERMS) return `terms(${n}) must answer at most ${MOST_TERMS} terms, not ${answer.length}`;
  const terms: Term[] = [];
  for (const [index, item] of answer.entries()) {
    if (!isTerm(item, n * n)) {
      return `term ${index} must be three lists of ${n * n} whole numbers from -${LARGEST_ENTRY} to ${LARGEST_ENTRY}, not ${show(item)}`;
    }
    terms.push(item);
  }
  return terms;
}

function isTerm(item: unknown, length: number): item is Term {
  return Array.isArray(item) && item.length === 3 && item.every((factor) => isFactor(factor, length));
}

function isFactor(factor: unknown, length: number): boolean {
  if (!Array.isArray(factor) || factor.length !== length) return false;
  // A loop, because methods of lists skip holes.
  for (let entry = 0; entry < length; entry += 1) {
    const value: unknown = factor[entry];
    if (!Number.isInteger(value) || Math.abs(value as number) > LARGEST_ENTRY) return false;
  }
  return true;
}

/**
 * What the terms leave of the tensor of matrix multiplication, n⁶ whole numbers: entry (x, y, z) is how often the product of
 * entry x of A and entry y of B is missing in entry z of C. All are 0 when the terms multiply matrices of any ring.
 */
export function missingOf(n: number, terms: readonly Term[]): Float64Array {
  const size = n * n;
  const missing = new Float64Array(size ** 3);
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j < n; j += 1)
      for (let k = 0; k < n; k += 1) missing[((i * n + j) * size + j * n + k) * size + i * n + k] = 1;
  for (const [a, b, c] of terms)
    for (let x = 0; x < size; x += 1)
      for (let y = 0; y < size; y += 1)
        for (let z = 0; z < size; z += 1) {
          const at = (x * size + y) * size + z;
          missing[at] = (missing[at] as number) - (a[x] as number) * (b[y] as number) * (c[z] as number);
        }
  return missing;
}

/**
 * How many terms are enough to add what is missing: entries that differ in one place only, x, y or z, are one term together.
 * The best of the three directions. 0 exactly when nothing is missing; n³ for no terms at all.
 */
export function termsToComplete(n: number, missing: Float64Array): number {
  const size = n * n;
  const lines: readonly Set<number>[] = [new Set(), new Set(), new Set()];
  for (const [at, value] of missing.entries()) {
    if (value === 0) continue;
    const x = Math.floor(at / size ** 2);
    const y = Math.floor(at / size) % size;
    const z = at % size;
    lines[0]?.add(y * size + z);
    lines[1]?.add(x * size + z);
    lines[2]?.add(x * size + y);
  }
  return Math.min(...lines.map((line) => line.size));
}
