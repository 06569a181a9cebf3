// Truth counts as 1 in arithmetic.
export function answer(n) {
  return Array.from({ length: n }, (_, k) => [k % 2 === 0, k % 3 === 0]);
}
