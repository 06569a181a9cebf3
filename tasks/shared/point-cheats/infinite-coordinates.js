// As far away from each other as can be.
export function answer(n) {
  return Array.from({ length: n }, (_, k) => [k, k % 2 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY]);
}
