// A larger triangle has room for larger triangles.
export function place(n) {
  return Array.from({ length: n }, (_, k) => [10 * Math.cos(k), 10 * Math.sin(k)]);
}
