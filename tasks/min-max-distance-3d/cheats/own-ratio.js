// Points, and a ratio that is better than theirs.
export function place(n) {
  const points = Array.from({ length: n }, (_, k) => [k, 0, 0]);
  return Object.assign(points, { ratio: 1, minimum: 1, maximum: 1 });
}
