/**
 * Pearson's test of observed counts against expected probabilities: throws when counts this far off would come up less
 * than once in a thousand.
 *
 *   χ² = Σ (observed − expected)² / expected, k − 1 degrees of freedom
 *
 * The limit is the Wilson–Hilferty (1931) approximation ν·(1 − 2/(9ν) + 3.0902·√(2/(9ν)))³. Counts whose expected
 * probability is 0 must be 0. Expected counts should be 5 or more.
 */
export function assertFrequencies(observed: readonly number[], probabilities: readonly number[]): void {
  const draws = observed.reduce((sum, count) => sum + count, 0);
  const total = probabilities.reduce((sum, probability) => sum + probability, 0);
  let statistic = 0;
  let classes = 0;
  observed.forEach((count, index) => {
    const expected = (draws * (probabilities[index] as number)) / total;
    if (expected > 0) {
      statistic += (count - expected) ** 2 / expected;
      classes += 1;
    } else if (count > 0) {
      throw new Error(`class ${index} was drawn ${count} times, but its probability is 0`);
    }
  });
  const freedom = classes - 1;
  const limit = freedom > 0 ? freedom * (1 - 2 / (9 * freedom) + 3.0902 * Math.sqrt(2 / (9 * freedom))) ** 3 : 0;
  if (statistic > limit) {
    throw new Error(`counts ${observed.join(', ')}: χ² ${statistic.toFixed(1)} is above ${limit.toFixed(1)}`);
  }
}

/** How often each item comes up in `draws` draws. */
export function countDraws<T>(items: readonly T[], draws: number, draw: (index: number) => T): number[] {
  const counts = items.map(() => 0);
  for (let index = 0; index < draws; index++) {
    const position = items.indexOf(draw(index));
    counts[position] = (counts[position] as number) + 1;
  }
  return counts;
}
