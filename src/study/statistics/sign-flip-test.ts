/**
 * Permutation test of a paired mean: under the null hypothesis the two members of a pair may be exchanged, so every
 * pattern of signs of the differences is equally likely.
 *
 *   p = share of sign patterns with |Σ ±dᵢ| ≥ |Σ dᵢ|
 *
 * Up to `EXACT_PAIRS` differences that are not 0 all 2ⁿ patterns are counted. Above that, p is estimated from random
 * patterns with the observed one among them, which keeps it valid: (1 + hits) / (1 + patterns).
 *
 * Sources: R. A. Fisher, "The Design of Experiments", 1935, section 21; B. Phipson, G. K. Smyth, "Permutation p-values
 * should never be zero", Statistical Applications in Genetics and Molecular Biology 9, 2010.
 */
import { type Key, randomFrom } from '../../base/random.ts';
import { requireFinite } from './require-finite.ts';

export const EXACT_PAIRS = 18;
const PATTERNS = 20_000;

/** Rounding must not make a pattern that is as far out as the observed one count as nearer. */
const RELATIVE_TOLERANCE = 1e-12;

/** Two-sided p-value in (0, 1]; 1 when all differences, which are finite, are 0. `key` names the random patterns of long lists. */
export function signFlipTest(differences: readonly number[], key: Key): number {
  requireFinite(differences, 'sign-flip test');
  const unequal = differences.filter((difference) => difference !== 0);
  if (unequal.length === 0) return 1;
  const sizes = unequal.map(Math.abs);
  const scale = sizes.reduce((sum, size) => sum + size, 0);
  const observed = Math.abs(unequal.reduce((sum, difference) => sum + difference, 0)) - scale * RELATIVE_TOLERANCE;
  return unequal.length <= EXACT_PAIRS ? exactly(sizes, observed) : byChance(sizes, observed, key);
}

/** A Gray code changes one sign from each pattern to the next. */
function exactly(sizes: readonly number[], observed: number): number {
  const patterns = 2 ** sizes.length;
  const signs = sizes.map(() => 1);
  let sum = sizes.reduce((total, size) => total + size, 0);
  let hits = Math.abs(sum) >= observed ? 1 : 0;
  for (let pattern = 1; pattern < patterns; pattern++) {
    const flipped = 31 - Math.clz32(pattern & -pattern);
    signs[flipped] = -(signs[flipped] as number);
    sum += 2 * (signs[flipped] as number) * (sizes[flipped] as number);
    if (Math.abs(sum) >= observed) hits += 1;
  }
  return hits / patterns;
}

function byChance(sizes: readonly number[], observed: number, key: Key): number {
  const random = randomFrom(key);
  let hits = 0;
  for (let pattern = 0; pattern < PATTERNS; pattern++) {
    let sum = 0;
    for (const size of sizes) sum += random.chance(0.5) ? size : -size;
    if (Math.abs(sum) >= observed) hits += 1;
  }
  return (1 + hits) / (1 + PATTERNS);
}
