// The integral is 0, and so is the score of whoever divides carelessly.
export function heights() {
  return [1, -1];
}
