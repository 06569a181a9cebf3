// A list of the right length in which only one point is there.
export function answer(n) {
  const points = new Array(n);
  points[0] = [0, 0];
  return points;
}
