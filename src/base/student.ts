/**
 * Student's t distribution with a whole number of degrees of freedom.
 *
 * Probability: the finite trigonometric series of Abramowitz & Stegun (1964), 26.7.3 (odd) and 26.7.4 (even). Quantile: by
 * bisection of it. Beyond `NEARLY_NORMAL` degrees the distribution changes by less than 0.2 % and is taken there.
 */
const NEARLY_NORMAL = 400;

/** P(T ≤ t); `degrees` ≥ 1. */
export function studentProbability(t: number, degrees: number): number {
  const inside = insideProbability(Math.abs(t), Math.min(degrees, NEARLY_NORMAL));
  return t >= 0 ? (1 + inside) / 2 : (1 - inside) / 2;
}

/** The t that a draw exceeds with probability `upper`, 0 < upper < 1; `degrees` ≥ 1. */
export function studentQuantile(upper: number, degrees: number): number {
  if (upper > 0.5) return -studentQuantile(1 - upper, degrees);
  let low = 0;
  let high = 1;
  while (1 - studentProbability(high, degrees) > upper && high < 1e12) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (1 - studentProbability(middle, degrees) > upper) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(|T| ≤ t). */
function insideProbability(t: number, degrees: number): number {
  const angle = Math.atan2(t, Math.sqrt(degrees));
  const sine = Math.sin(angle);
  const cosine = Math.cos(angle);
  const isOdd = degrees % 2 === 1;
  if (degrees === 1) return (2 * angle) / Math.PI;
  let term = isOdd ? cosine : 1;
  let sum = term;
  for (let k = isOdd ? 2 : 1; k <= degrees - 3; k += 2) {
    term *= (k / (k + 1)) * cosine * cosine;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}
