// Infinities everywhere: legal, and all priorities are equal, which is Best Fit.
export function priority() {
  return Number.POSITIVE_INFINITY;
}
