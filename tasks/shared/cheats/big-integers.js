// Integers of another type, which JSON cannot carry.
export function answer() {
  return [10n ** 30n];
}
