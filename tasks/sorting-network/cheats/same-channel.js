// Compares a channel with itself.
export function network() {
  return [[0, 0]];
}
