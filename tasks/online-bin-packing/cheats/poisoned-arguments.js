// Changes its own arguments, which are copies.
export function priority(...pair) {
  const [item, remaining] = pair;
  pair[0] = 1;
  pair.length = 0;
  return item - remaining;
}
