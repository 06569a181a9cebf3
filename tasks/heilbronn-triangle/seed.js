/**
 * Heilbronn's problem in a triangle: n points in the triangle with the corners (0, 0), (1, 0) and (0, 1), so that the
 * smallest triangle that three of them make is as large as possible, as a share of the whole. No tolerance.
 *
 * The functions above the marked block are tools that may be called but not changed. They take a list of points [x, y]
 * and change it in place. None of them searches: `scatter` places, `spread` makes one step. Where points start, how many
 * steps there are and how long they are, which may change with time, is to be evolved. The seed program makes 400 steps
 * of length 0.
 */

/**
 * Adds `count` points: the k-th is k times `across` to the right and k squared times `up` upwards, whole parts left out,
 * and folded into the triangle.
 */
function scatter(points, count, across, up) {
  for (let k = 1; k <= count; k += 1) {
    const x = k * across - Math.floor(k * across);
    const y = k * k * up - Math.floor(k * k * up);
    points.push(x + y > 1 ? [1 - x, 1 - y] : [x, y]);
  }
}

/** Moves a point that is outside to a place near it on the rim of the triangle. */
function bringBack(point) {
  const excess = Math.max(0, (point[0] + point[1] - 1) / 2);
  point[0] = Math.min(1, Math.max(0, point[0] - excess));
  point[1] = Math.min(1 - point[0], Math.max(0, point[1] - excess));
}

/**
 * One step that makes small triangles larger. Each triangle of three points whose share of the whole area is less than
 * `target` hundredths pushes its corners apart, until it would be large enough if it were alone; of all these moves
 * together the share `give` is made. With `give` at 0 nothing happens.
 */
function spread(points, target, give) {
  const wanted = target / 100;
  const moves = [];
  for (let k = 0; k < points.length; k += 1) moves.push([0, 0]);
  for (let i = 0; i < points.length; i += 1) {
    for (let j = i + 1; j < points.length; j += 1) {
      const ux = points[j][0] - points[i][0];
      const uy = points[j][1] - points[i][1];
      for (let k = j + 1; k < points.length; k += 1) {
        const vx = points[k][0] - points[i][0];
        const vy = points[k][1] - points[i][1];
        const area = ux * vy - uy * vx;
        const lacking = wanted - Math.abs(area);
        if (lacking <= 0) continue;
        // Triangles of points in one place have no direction to grow in; the constant keeps their moves short.
        const slope = ux * ux + uy * uy + vx * vx + vy * vy + (vx - ux) ** 2 + (vy - uy) ** 2 + 0.02;
        const size = (area < 0 ? -lacking : lacking) / slope;
        moves[k][0] -= size * uy;
        moves[k][1] += size * ux;
        moves[j][0] += size * vy;
        moves[j][1] -= size * vx;
        moves[i][0] -= size * (vy - uy);
        moves[i][1] -= size * (ux - vx);
      }
    }
  }
  for (let k = 0; k < points.length; k += 1) {
    points[k][0] += give * moves[k][0];
    points[k][1] += give * moves[k][1];
    bringBack(points[k]);
  }
}

/** Makes the list n long: points that are too many are dropped, missing ones stand in a corner. */
function complete(points, n) {
  while (points.length < n) points.push([0, 0]);
  points.length = n;
}

/** Returns n points [x, y] of the triangle. */
export function place(n) {
  const points = layout();
  complete(points, n);
  points.forEach(bringBack);
  arrange(points);
  // The check is exact and this arithmetic is not: a hair of room makes up for its rounding.
  return points.map(([x, y]) => [x * (1 - 1e-15), y * (1 - 1e-15)]);
}

// EVOLVE-BLOCK-START
/** Where the points start. */
function layout() {
  const points = [];
  scatter(points, 11, 0.62, 0.41);
  return points;
}

/** Moves the points. */
function arrange(points) {
  const rounds = 400;
  for (let round = 0; round < rounds; round += 1) {
    // From 1 to almost 0 while the rounds pass.
    const heat = 1 - round / rounds;
    const target = 3 * heat;
    const give = 0;
    spread(points, target, give);
  }
}
// EVOLVE-BLOCK-END
