// Factors with a length and no members.
export function terms(n) {
  return [[new Array(n * n), new Array(n * n), new Array(n * n)]];
}
