// Vectors along hundreds of axes.
export function vectors() {
  return Array.from({ length: 300 }, (_, k) => Array.from({ length: 300 }, (_, axis) => (k === axis ? 1 : 0)));
}
