// Has a length and members, and is no list.
export function answer() {
  return { length: 2, 0: 1, 1: 1, reduce: 1, every: true };
}
