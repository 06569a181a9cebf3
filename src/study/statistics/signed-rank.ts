/**
 * Wilcoxon's signed-rank test, exact, for paired differences in one or several strata.
 *
 * Differences of 0 are left out; the others are ranked by size within their stratum, ties get the mean of their ranks.
 * W is the sum of the ranks of positive differences over all strata. Under the null hypothesis each difference is as
 * likely to have either sign, so the distribution of W given the ranks is that of Σ rank · coin: computed exactly by
 * convolution, ties included. No normal approximation is used for any number of pairs.
 *
 * Sources: F. Wilcoxon, "Individual comparisons by ranking methods", Biometrics Bulletin 1, 1945; strata as in
 * P. van Elteren 1960, with equal weight for every rank; conditional exact distribution with ties: E. L. Lehmann,
 * "Nonparametrics", 1975, chapter 3.
 */
import { requireFinite } from './require-finite.ts';

export interface SignedRankResult {
  /** Sum of the ranks of positive differences. */
  readonly statistic: number;
  /** Pairs that are not equal. */
  readonly pairs: number;
  /** Two-sided: the probability of a W at least as far from its mean; 1 when all pairs are equal. */
  readonly pValue: number;
}

/** `strata` holds the differences of each stratum, all finite; a single stratum is the plain test. */
export function signedRankTest(strata: readonly (readonly number[])[]): SignedRankResult {
  // Twice the midrank is a whole number, so that sums index an array.
  const doubled: number[] = [];
  let observed = 0;
  for (const differences of strata) {
    requireFinite(differences, 'signed-rank test');
    const unequal = differences.filter((difference) => difference !== 0);
    const ranks = midranks(unequal.map(Math.abs)).map((rank) => Math.round(2 * rank));
    for (const [index, rank] of ranks.entries()) {
      doubled.push(rank);
      if ((unequal[index] as number) > 0) observed += rank;
    }
  }
  const total = doubled.reduce((sum, rank) => sum + rank, 0);
  const probabilities = coinSums(doubled, total);
  const distance = Math.abs(2 * observed - total);
  let pValue = 0;
  for (const [sum, probability] of probabilities.entries()) {
    if (Math.abs(2 * sum - total) >= distance) pValue += probability;
  }
  return { statistic: observed / 2, pairs: doubled.length, pValue: Math.min(1, pValue) };
}

/** Ranks 1, 2, … from the smallest; equal values share the mean of their ranks. */
export function midranks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Array<number>(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end] as number] === values[order[start] as number]) end += 1;
    for (let place = start; place < end; place++) ranks[order[place] as number] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

/** Probability of each sum when every weight is counted with probability 1/2. */
function coinSums(weights: readonly number[], total: number): Float64Array {
  const probabilities = new Float64Array(total + 1);
  probabilities[0] = 1;
  let reached = 0;
  for (const weight of weights) {
    reached += weight;
    for (let sum = reached; sum >= 0; sum--) {
      const without = probabilities[sum] as number;
      const withIt = sum >= weight ? (probabilities[sum - weight] as number) : 0;
      probabilities[sum] = (without + withIt) / 2;
    }
  }
  return probabilities;
}
