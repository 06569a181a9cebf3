// More sums than differences, Conway's set.
export function members() {
  return [0, 2, 3, 4, 7, 11, 12, 14];
}
