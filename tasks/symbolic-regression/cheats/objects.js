// Something that turns into a number.
export function predict(formula, a) {
  return { valueOf: () => a };
}
