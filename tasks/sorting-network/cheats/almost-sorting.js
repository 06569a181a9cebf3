// Bubble sort without its last comparator.
export function network(n) {
  const all = [];
  for (let end = n - 1; end > 0; end -= 1) for (let low = 0; low < end; low += 1) all.push([low, low + 1]);
  return all.slice(0, -1);
}
