// Sorts the other way round.
export function network(n) {
  return Array.from({ length: n - 1 }, (_, low) => [low + 1, low]);
}
