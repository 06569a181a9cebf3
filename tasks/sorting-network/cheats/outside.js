// Compares with a channel that there is not.
export function network(n) {
  return [[0, n]];
}
