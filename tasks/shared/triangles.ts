/** Three of the points, by their places in the list. */
export type Triple = readonly [number, number, number];

/** A point in whole coordinates, in a unit that all points share. */
export type WholePoint = readonly [x: bigint, y: bigint];

/**
 * Twice the signed area of the triangle abc, exact: (b − a) × (c − a). Positive when it is walked counterclockwise, 0
 * when the points are on one line.
 */
export function doubleArea(a: WholePoint, b: WholePoint, c: WholePoint): bigint {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** Twice the areas of all triangles of three points, exact, without sign, smallest first. At least three points. */
export function triangles(
  points: readonly WholePoint[],
): readonly { readonly corners: Triple; readonly area: bigint }[] {
  const all: { readonly corners: Triple; readonly area: bigint }[] = [];
  for (const [i, a] of points.entries()) {
    for (let j = i + 1; j < points.length; j += 1) {
      for (let k = j + 1; k < points.length; k += 1) {
        const signed = doubleArea(a, points[j] as WholePoint, points[k] as WholePoint);
        all.push({ corners: [i, j, k], area: signed < 0n ? -signed : signed });
      }
    }
  }
  return all.sort((a, b) => (a.area < b.area ? -1 : a.area > b.area ? 1 : 0));
}
