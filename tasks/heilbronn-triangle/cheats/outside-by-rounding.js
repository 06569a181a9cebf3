// The sum of these two doubles is rounded to 1; without rounding it is above 1.
export function place(n) {
  const points = [[0.3, 0.7 + 2 ** -53]];
  while (points.length < n) points.push([points.length / n, points.length ** 2 / n ** 3]);
  return points;
}
