// Lists of one number turn into numbers in arithmetic.
export function answer(n) {
  return Array.from({ length: n }, (_, k) => [[k / n / 2], [(k * k) / n / n / 2]]);
}
