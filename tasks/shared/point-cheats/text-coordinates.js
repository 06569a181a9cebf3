// Text that arithmetic turns into numbers, except for +.
export function answer(n) {
  return Array.from({ length: n }, (_, k) => [`${k / n / 2}`, `${(k * k) / n / n / 2}`]);
}
