// The smallest legal answer.
export function heights() {
  return [1];
}
