// A honeycomb in doubles: neighbours touch up to rounding, and some of them overlap by it.
export function pack(n) {
  return Array.from({ length: n }, (_, k) => [1.5 * (k % 4), Math.sqrt(3) * (Math.floor(k / 4) + (k % 2) / 2), 0]);
}
