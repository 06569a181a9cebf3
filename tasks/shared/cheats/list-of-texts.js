// Text turns into numbers in arithmetic, and into longer text in sums.
export function answer() {
  return Array.from({ length: 48 }, () => '1');
}
