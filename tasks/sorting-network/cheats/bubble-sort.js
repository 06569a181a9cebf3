// Legal, and no better than the seed program.
export function network(n) {
  const all = [];
  for (let end = n - 1; end > 0; end -= 1) for (let low = 0; low < end; low += 1) all.push([low, low + 1]);
  return all;
}
