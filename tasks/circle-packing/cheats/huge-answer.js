// A million circles of text.
export function pack() {
  return Array.from({ length: 1_000 }, () => 'x'.repeat(1_000));
}
