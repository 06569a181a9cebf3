// Angles so large that their cosines are a matter of rounding.
export function pack(n) {
  return Array.from({ length: n }, (_, k) => [(k % 4) * 0.9, Math.floor(k / 4) * 0.9, 1e300]);
}
