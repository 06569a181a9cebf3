// Hexagons beyond the range in which the error bounds hold.
export function pack(n) {
  return Array.from({ length: n }, (_, k) => [1e12 * k, 0, 0]);
}
