// Squares of distances that are infinite in double arithmetic: infinity divided by infinity.
export function place(n) {
  return Array.from({ length: n }, (_, k) => [k * 1e306, (k % 2) * 1e306, 0]);
}
