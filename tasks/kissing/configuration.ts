import { show } from '../shared/show.ts';

/** A vector of whole numbers. */
export type IntegerVector = readonly number[];

/**
 * Sums of squares of differences of numbers up to this one, in at most so many coordinates, are below 2^53: ordinary
 * arithmetic is exact for them.
 */
export const LARGEST_COORDINATE = 1_000_000;
export const MOST_COORDINATES = 32;
/** No configuration in 8 dimensions or fewer has more than 240 vectors; longer lists only take time. */
export const MOST_VECTORS = 400;

/**
 * Reads an untrusted answer as a kissing configuration in d dimensions, checked in whole numbers:
 *
 *     vectors are not 0, they span at most d dimensions, and min |xᵢ − xⱼ|² ≥ max |xᵢ|²
 *
 * Vectors brought to one length are then at angles of 60° or more, so spheres of half that radius around them touch the
 * one around 0 and do not overlap (Conway and Sloane, Sphere Packings, Lattices and Groups, §1.2; Novikov et al. 2025,
 * appendix B.11, has the argument for unequal lengths). Vectors may have more coordinates than dimensions: some good
 * configurations have no whole coordinates otherwise. Returns a reason in words when it is none.
 */
export function readConfiguration(answer: unknown, d: number): readonly IntegerVector[] | string {
  const call = `vectors(${d})`;
  if (!Array.isArray(answer)) return `${call} must answer a list of vectors, not ${show(answer)}`;
  if (answer.length > MOST_VECTORS) return `${call} answers ${answer.length} vectors; more than 240 is impossible`;
  const length: unknown = Array.isArray(answer[0]) ? answer[0].length : 0;
  const odd = answer.findIndex((item) => !isVector(item, length as number));
  if (odd >= 0) {
    return `vector ${odd} of ${call} must be a list of ${length} whole numbers up to ${LARGEST_COORDINATE}, not ${show(answer[odd])}`;
  }
  const vectors = answer as readonly IntegerVector[];
  return violation(vectors, d, call) ?? vectors;
}

function isVector(item: unknown, length: number): item is IntegerVector {
  return (
    Array.isArray(item) &&
    item.length === length &&
    length >= 1 &&
    length <= MOST_COORDINATES &&
    item.every((value) => Number.isInteger(value) && Math.abs(value) <= LARGEST_COORDINATE)
  );
}

function violation(vectors: readonly IntegerVector[], d: number, call: string): string | undefined {
  const squares = vectors.map((vector) => squaredDistance(vector, []));
  const zero = squares.indexOf(0);
  if (zero >= 0) return `vector ${zero} of ${call} is 0`;
  const longest = Math.max(0, ...squares);
  for (const [index, vector] of vectors.entries()) {
    for (let other = index + 1; other < vectors.length; other += 1) {
      const square = squaredDistance(vector, vectors[other] as IntegerVector);
      if (square >= longest) continue;
      return `vectors ${index} and ${other} of ${call} are too near: distance² ${square}, greatest length² ${longest}`;
    }
  }
  const dimensions = rank(vectors, d + 1);
  return dimensions > d ? `the vectors of ${call} need more than ${d} dimensions` : undefined;
}

/** The square of the distance; from 0 when `b` is empty. */
function squaredDistance(a: IntegerVector, b: IntegerVector): number {
  return a.reduce((sum, value, axis) => sum + (value - (b[axis] ?? 0)) ** 2, 0);
}

/** Dimensions that vectors span, counted up to a limit: elimination in whole numbers, without fractions. */
export function rank(vectors: readonly IntegerVector[], limit: number): number {
  const rows: { readonly pivot: number; readonly row: readonly bigint[] }[] = [];
  for (const vector of vectors) {
    if (rows.length >= limit) break;
    let rest = vector.map(BigInt);
    for (const { pivot, row } of rows) {
      const [own, factor] = [row[pivot] as bigint, rest[pivot] as bigint];
      if (factor !== 0n) rest = rest.map((value, axis) => value * own - (row[axis] as bigint) * factor);
    }
    const pivot = rest.findIndex((value) => value !== 0n);
    if (pivot >= 0) rows.push({ pivot, row: rest });
  }
  return rows.length;
}
