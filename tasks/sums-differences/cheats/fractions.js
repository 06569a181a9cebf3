// Fractions lie between what is counted.
export function members() {
  return [0, 0.5, 1];
}
