const ELO_PER_UNIT = 400 / Math.LN10;
const ITERATIONS = 10_000;
const TOLERANCE = 1e-12;

/**
 * Elo ratings as the most likely strengths of the Bradley–Terry model, in which i beats j with probability
 * π_i / (π_i + π_j); ties count as half a win for each. Takes win shares (0 .. 1) of an equal number of rounds `rounds`
 * for each pair. One drawn round of each pair with itself is added, so that a warrior that never lost still has a
 * finite rating. Mean 0; a difference of 400 is odds of 10 : 1.
 *
 * Minorize–maximize: π_i ← W_i / Σ_{j≠i} n_ij / (π_i + π_j), scaled to a geometric mean of 1.
 * Source: D. R. Hunter, "MM algorithms for generalized Bradley–Terry models", Annals of Statistics 32, 2004, eq. 3.
 */
export function eloRatings(shares: readonly (readonly number[])[], rounds: number): number[] {
  const count = shares.length;
  const games = rounds + 1;
  const wins = shares.map((row, i) => row.reduce((sum, share, j) => (i === j ? sum : sum + share * rounds + 0.5), 0));
  let strengths = shares.map(() => 1);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const next = strengths.map((own, i) => {
      const meetings = strengths.reduce((sum, other, j) => (i === j ? sum : sum + games / (own + other)), 0);
      return (wins[i] as number) / meetings;
    });
    const meanLog = next.reduce((sum, strength) => sum + Math.log(strength), 0) / count;
    const scaled = next.map((strength) => strength / Math.exp(meanLog));
    const change = Math.max(...scaled.map((strength, i) => Math.abs(Math.log(strength / (strengths[i] as number)))));
    strengths = scaled;
    if (change < TOLERANCE) break;
  }
  return count < 2 ? shares.map(() => 0) : strengths.map((strength) => ELO_PER_UNIT * Math.log(strength));
}
