/**
 * Holm's step-down correction: p-values that keep the probability of even one false claim among all of them at the
 * chosen level, under any dependence.
 *
 *   adjusted p₍ₖ₎ = max over j ≤ k of min(1, (m − j + 1) · p₍ⱼ₎), for p₍₁₎ ≤ … ≤ p₍ₘ₎
 *
 * Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6, 1979.
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => (pValues[a] as number) - (pValues[b] as number));
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  for (const [place, index] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - place) * (pValues[index] as number)));
    adjusted[index] = largest;
  }
  return adjusted;
}
