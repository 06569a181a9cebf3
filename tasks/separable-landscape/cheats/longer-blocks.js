// Blocks with bits to spare.
export function blocks() {
  return Array.from({ length: 12 }, () => [1, 1, 1, 1, 1]);
}
