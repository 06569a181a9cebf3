// Searches for ever.
export function pack(n) {
  let best = 0;
  while (best < n) best = Math.max(best, Math.random());
  return best;
}
