// Text that looks like a number.
export function balanceLoss(frequencies, probabilities) {
  return String(frequencies[0] * probabilities[0]);
}
