// Chance in place of a loss.
export function balanceLoss() {
  return Math.random();
}
