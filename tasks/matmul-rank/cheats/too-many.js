// More terms than are looked at.
export function terms(n) {
  const ones = new Array(n * n).fill(1);
  return new Array(65).fill([ones, ones, ones]);
}
