// Whole numbers so large that their squares are rounded.
export function vectors(d) {
  return Array.from({ length: 240 }, (_, k) => Array.from({ length: d }, (_, axis) => 2 ** 52 + k * (axis + 1)));
}
