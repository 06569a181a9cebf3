// Two points in one place, in case triangles without an area are left out.
export function place(n) {
  const points = Array.from({ length: n }, (_, k) => [Math.cos(k / 2), Math.sin(k / 2)]);
  return points.with(1, points[0]);
}
