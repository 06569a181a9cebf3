// A million letters.
export function answer() {
  return Array.from({ length: 1_000 }, () => 'x'.repeat(1_000));
}
