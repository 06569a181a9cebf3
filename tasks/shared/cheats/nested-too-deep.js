// Lists of one number turn into numbers in arithmetic.
export function answer() {
  return Array.from({ length: 48 }, () => [[[[1]]]]);
}
