// A slope without end by whatever is above an even share.
export function balanceLoss(frequencies, probabilities) {
  return probabilities[0] > 1 / frequencies.length ? Number.POSITIVE_INFINITY : 0;
}
