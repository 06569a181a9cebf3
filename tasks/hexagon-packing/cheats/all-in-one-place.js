// One hexagon, n times.
export function pack(n) {
  return Array.from({ length: n }, () => [0, 0, 0]);
}
