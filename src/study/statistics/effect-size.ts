/**
 * Effect sizes that need no unit. For results `a` and `b` (higher is better) of two arms:
 *
 *   Cliff's δ = P(a > b) − P(a < b), from −1 to 1
 *   A₁₂ = P(a > b) + P(a = b) / 2 = (δ + 1) / 2, from 0 to 1
 *
 * Sources: N. Cliff, "Dominance statistics", Psychological Bulletin 114, 1993; A. Vargha, H. D. Delaney, "A critique and
 * improvement of the CL common language effect size statistics", Journal of Educational and Behavioral Statistics 25, 2000.
 */
export function cliffsDelta(a: readonly number[], b: readonly number[]): number {
  let balance = 0;
  for (const x of a) for (const y of b) balance += Math.sign(x - y);
  return balance / (a.length * b.length);
}

/** The probability that a result of `a` is better than one of `b`, ties counted half. */
export function superiority(a: readonly number[], b: readonly number[]): number {
  return (cliffsDelta(a, b) + 1) / 2;
}
