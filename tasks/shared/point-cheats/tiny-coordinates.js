// Differences whose squares and products are 0 in double arithmetic.
export function answer(n) {
  return Array.from({ length: n }, (_, k) => [k * 1e-170, (k % 2) * 1e-170]);
}
