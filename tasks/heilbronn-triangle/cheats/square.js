// The square has twice the room of the triangle.
export function place(n) {
  return Array.from({ length: n }, (_, k) => [0.5 + 0.5 * Math.cos(k * 0.57), 0.5 + 0.5 * Math.sin(k * 0.57)]);
}
