// All points so near to each other that their distances are equal but for rounding: in double arithmetic all of them are 1.
export function place(n) {
  return Array.from({ length: n }, (_, k) => [1 + k * 2 ** -52, 1]);
}
