import type { Pairing } from './payoff.ts';

/** The chance, under equal strength, below which a pair counts as decided. */
const LEVEL = 0.05;

/**
 * How far a set of warriors is from a ladder: the share of its triples that go round in a circle, as stone, paper and
 * scissors do. One beats another when its rounds say so by an exact two-sided sign test at 5 % (ties count for nobody):
 * with a few rounds, whoever won one more would otherwise make circles of chance. Triples in which not all three pairs are
 * decided are left out, copies of the same code among them; null when no triple is left.
 *
 * Source: M. G. Kendall, B. Babington Smith, "On the method of paired comparisons", Biometrika 31, 1940 (circular triads).
 *
 * @param matrix `matrix[i][j]`: how i did against j, null where they did not meet
 */
export function circularTriads(matrix: readonly (readonly (Pairing | null)[])[]): {
  readonly circular: number;
  readonly decided: number;
  readonly share: number | null;
} {
  const beats = matrix.map((row) => row.map((pairing) => pairing !== null && isDecided(pairing)));
  const wins = (one: number, other: number): boolean => beats[one]?.[other] ?? false;
  let circular = 0;
  let decided = 0;
  for (let i = 0; i < matrix.length; i++) {
    for (let j = i + 1; j < matrix.length; j++) {
      if (!wins(i, j) && !wins(j, i)) continue;
      for (let k = j + 1; k < matrix.length; k++) {
        if (!(wins(j, k) || wins(k, j)) || !(wins(i, k) || wins(k, i))) continue;
        decided += 1;
        if (wins(i, j) === wins(j, k) && wins(j, k) === wins(k, i)) circular += 1;
      }
    }
  }
  return { circular, decided, share: decided === 0 ? null : circular / decided };
}

/** Whether the first of a pair is the stronger one: it has more wins, and so many of all that are decided. */
function isDecided({ wins, losses }: Pick<Pairing, 'wins' | 'losses'>): boolean {
  if (wins <= losses) return false;
  const count = wins + losses;
  // Σ_{k ≤ losses} C(n, k) / 2ⁿ, from the term of k = 0 on.
  let term = 0.5 ** count;
  let tail = term;
  for (let k = 1; k <= losses; k++) {
    term *= (count - k + 1) / k;
    tail += term;
  }
  return 2 * tail <= LEVEL;
}
