// Two points in one place, in case a distance of 0 is left out.
export function place(n) {
  return Array.from({ length: n }, (_, k) => [Math.floor(k / 2), 0]);
}
