// Zeros with a sign.
export function heights() {
  return new Array(50).fill(-0);
}
