// Breaks no rule, because there is nothing in it.
export function answer() {
  return [];
}
