// Squares of these would be negative.
export function heights() {
  return Array.from({ length: 50 }, () => ({ re: 0, im: 1 }));
}
