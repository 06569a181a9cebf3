// Calls itself without end.
export function priority(item, remaining) {
  return priority(item, remaining) + 1;
}
