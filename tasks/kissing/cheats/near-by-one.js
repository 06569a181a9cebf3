// Nearer than allowed by one part in a million.
export function vectors(d) {
  const at = (a, b) => Array.from({ length: d }, (_, axis) => (axis === 0 ? a : axis === 1 ? b : 0));
  return [at(1000, 0), at(501, 866), at(-499, 866), at(-1000, 0), at(-501, -866), at(499, -866)];
}
