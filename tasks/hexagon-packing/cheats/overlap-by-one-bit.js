// Two neighbours whose distance is the double just below the root of 3.
export function pack(n) {
  return Array.from({ length: n }, (_, k) => [0, k * 1.7320508075688772, 0]);
}
