/**
 * Places in a picture of a given size for points of any size and place: scaled alike in both directions, in the middle,
 * y downwards.
 */
export function fitInside(
  points: readonly (readonly number[])[],
  size: number,
  margin: number,
): (readonly [number, number])[] {
  const across = points.map(([x = 0]) => x);
  const up = points.map(([, y = 0]) => y);
  const [left, right, bottom, top] = [Math.min(...across), Math.max(...across), Math.min(...up), Math.max(...up)];
  const scale = (size - 2 * margin) / (Math.max(right - left, top - bottom) || 1);
  return points.map(([x = 0, y = 0]) => [
    size / 2 + scale * (x - (left + right) / 2),
    size / 2 - scale * (y - (bottom + top) / 2),
  ]);
}
