// Truth counts as 1 in arithmetic.
export function answer() {
  return Array.from({ length: 48 }, () => true);
}
