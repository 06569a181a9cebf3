// Arrays of one number turn into numbers in arithmetic.
export function pack(n) {
  return Array.from({ length: n }, () => [[0.5], [0.5], [0.5]]);
}
