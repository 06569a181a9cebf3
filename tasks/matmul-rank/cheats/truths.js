// Truth counts as 1 in arithmetic.
export function terms(n) {
  const truths = new Array(n * n).fill(true);
  return [[truths, truths, truths]];
}
