// Points, and a hull that is smaller than theirs.
export function place(n) {
  const points = Array.from({ length: n }, (_, k) => [k, (k % 3) * k]);
  return Object.assign(points, { hull: points.slice(0, 3), area: 1e-3 });
}
