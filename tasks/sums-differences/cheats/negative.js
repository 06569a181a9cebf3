// Negative members make the largest one small.
export function members() {
  return [-5, -2, 0];
}
