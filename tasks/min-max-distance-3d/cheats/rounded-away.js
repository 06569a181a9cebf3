// Small steps beside large coordinates: differences that double arithmetic keeps, squares that it does not.
export function place(n) {
  return Array.from({ length: n }, (_, k) => [k * 1e-300, k * 1e-200, 0]);
}
