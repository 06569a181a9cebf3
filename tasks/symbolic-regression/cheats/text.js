// Text that looks like a number.
export function predict(formula, a) {
  return String(a);
}
