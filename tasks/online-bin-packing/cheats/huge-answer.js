// Answers a hundred megabytes.
export function priority() {
  return 'x'.repeat(20_000);
}
