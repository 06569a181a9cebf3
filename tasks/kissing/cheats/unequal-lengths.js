// Vectors with different numbers of coordinates: differences with undefined are NaN.
export function vectors(d) {
  return Array.from({ length: 240 }, (_, k) => Array.from({ length: 1 + (k % d) }, () => k + 1));
}
