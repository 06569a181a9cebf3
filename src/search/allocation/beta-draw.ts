/**
 * Draws from Gamma(shape, 1) by squeeze-free rejection, and from Beta(a, b) = X / (X + Y), X ~ Gamma(a), Y ~ Gamma(b).
 *
 *   d = shape − 1/3,  c = 1 / √(9d),  v = (1 + c·x)³ with x normal;  accept d·v  ⇔  ln u < x²/2 + d − d·v + d·ln v
 *   shape < 1:  Gamma(shape) = Gamma(shape + 1) · u^(1 / shape)
 *
 * Source: G. Marsaglia, W. W. Tsang, "A simple method for generating gamma variables", ACM TOMS 26(3), 2000.
 */
import type { Random } from '../../base/random.ts';

/** A draw from Beta(a, b), both above 0: mean a / (a + b). */
export function betaDraw(a: number, b: number, random: Random): number {
  const x = gammaDraw(a, random);
  const y = gammaDraw(b, random);
  // Both can underflow when a and b are tiny; the distribution then has all its mass at 0 and 1.
  return x + y > 0 ? x / (x + y) : Number(random.chance(a / (a + b)));
}

/** A draw from Gamma(shape, 1), shape above 0: mean and variance are both `shape`. */
export function gammaDraw(shape: number, random: Random): number {
  if (shape < 1) return gammaDraw(shape + 1, random) * (1 - random.float()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    const u = 1 - random.float();
    if (Math.log(u) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}
