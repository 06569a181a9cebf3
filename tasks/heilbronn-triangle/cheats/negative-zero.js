// Zero with a sign.
export function place(n) {
  return Array.from({ length: n }, () => [-0, -0]);
}
