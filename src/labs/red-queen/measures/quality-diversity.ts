/**
 * Sum of the elites' scores over the grid, and the share of its cells that hold one. Scores must be ≥ 0, as shares of life
 * are, so that another filled cell never lowers the sum.
 *
 * Source: J. K. Pugh, L. B. Soros, K. O. Stanley, "Quality diversity: a new frontier for evolutionary computation",
 * Frontiers in Robotics and AI 3, 2016 (QD-score).
 */
export function qualityDiversity(eliteScores: readonly number[], cells: number): { score: number; coverage: number } {
  return {
    score: eliteScores.reduce((sum, score) => sum + Math.max(0, score), 0),
    coverage: eliteScores.length / cells,
  };
}
