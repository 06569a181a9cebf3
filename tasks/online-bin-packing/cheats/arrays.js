// Arrays of one number turn into numbers in arithmetic.
export function priority(item, remaining) {
  return [item - remaining];
}
