// Coordinates that are no whole numbers.
export function vectors(d) {
  return Array.from({ length: 240 }, (_, k) => Array.from({ length: d }, (_, axis) => Math.sin(k * (axis + 1))));
}
