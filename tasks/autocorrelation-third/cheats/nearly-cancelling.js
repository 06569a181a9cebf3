// The integral is almost 0.
export function heights() {
  return [1, -1 + 1e-12];
}
