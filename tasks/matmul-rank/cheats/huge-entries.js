// Numbers whose products are not exact.
export function terms(n) {
  const huge = new Array(n * n).fill(2 ** 52);
  return [[huge, huge, huge]];
}
