// A fourth number that asks for a smaller hexagon.
export function pack(n) {
  return Array.from({ length: n }, (_, k) => [k % 4, Math.floor(k / 4), 0, 0.5]);
}
