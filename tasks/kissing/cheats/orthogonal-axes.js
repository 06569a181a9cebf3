// Vectors along a hundred axes.
export function vectors() {
  return Array.from({ length: 100 }, (_, k) => Array.from({ length: 100 }, (_, axis) => (k === axis ? 1 : 0)));
}
