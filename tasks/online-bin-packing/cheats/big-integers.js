// Integers of another type, which JSON cannot carry.
export function priority(item, remaining) {
  return BigInt(item - remaining);
}
