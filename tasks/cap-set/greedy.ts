import { thirdOnLine, VECTORS } from './vectors.ts';

/**
 * Takes vectors from the highest to the lowest priority, of equal ones the first, and leaves out each that would complete a
 * line with two that are taken, as in Romera-Paredes et al. (2023). Returned are numbers of vectors, in the order taken.
 */
export function greedyCapSet(priorities: readonly number[]): number[] {
  const order = VECTORS.map((_, vector) => vector).sort((a, b) => {
    const [first, second] = [priorities[a] as number, priorities[b] as number];
    // Infinities must not be subtracted.
    return first === second ? a - b : first > second ? -1 : 1;
  });
  const isBlocked = new Uint8Array(VECTORS.length);
  const taken: number[] = [];
  for (const vector of order) {
    if (isBlocked[vector] === 1) continue;
    for (const other of taken) isBlocked[thirdOnLine(vector, other)] = 1;
    taken.push(vector);
  }
  return taken;
}

/** The first three vectors of a list that lie on a line or are not different, by number; undefined for a cap set. */
export function lineIn(vectors: readonly number[]): readonly number[] | undefined {
  const members = new Set(vectors);
  for (let index = 0; index < vectors.length; index += 1) {
    for (let other = index + 1; other < vectors.length; other += 1) {
      const [a, b] = [vectors[index] as number, vectors[other] as number];
      const third = thirdOnLine(a, b);
      if (a === b || members.has(third)) return [a, b, third];
    }
  }
  return undefined;
}
