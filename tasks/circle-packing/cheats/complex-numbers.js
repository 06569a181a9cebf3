// Radii with an imaginary part.
export function pack(n) {
  return Array.from({ length: n }, () => [0.5, 0.5, { re: 0.5, im: 1 }]);
}
