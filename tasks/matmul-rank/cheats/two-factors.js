// Products that go nowhere.
export function terms(n) {
  const ones = new Array(n * n).fill(1);
  return [[ones, ones]];
}
