/**
 * Heilbronn's problem in a convex region: n points, so that the smallest triangle that three of them make is as large as
 * possible, as a share of the convex hull of all points. No tolerance.
 *
 * The functions above the marked block are tools that may be called but not changed. They take a list of points [x, y]
 * and change it in place. None of them searches: `ring` and `scatter` place, `spread` makes one step. Where points
 * start, how many steps there are and how long they are, which may change with time, is to be evolved. The seed program
 * makes 300 steps of length 0.
 */

/** Adds `count` points at equal angles around the middle. `turn` is in turns. */
function ring(points, count, distance, turn) {
  for (let k = 0; k < count; k += 1) {
    const angle = 2 * Math.PI * (k / count + turn);
    points.push([0.5 + distance * Math.cos(angle), 0.5 + distance * Math.sin(angle)]);
  }
}

/**
 * Adds `count` points of the unit square: the k-th is k times `across` to the right and k squared times `up` upwards,
 * whole parts left out.
 */
function scatter(points, count, across, up) {
  for (let k = 1; k <= count; k += 1) {
    points.push([k * across - Math.floor(k * across), k * k * up - Math.floor(k * k * up)]);
  }
}

/** Corners of the convex hull, counterclockwise, by wrapping: each is the one with no other point to the right of it. */
function hull(points) {
  let start = points[0];
  for (const point of points) {
    if (point[0] < start[0] || (point[0] === start[0] && point[1] < start[1])) start = point;
  }
  const corners = [];
  let corner = start;
  for (let count = 0; count < points.length; count += 1) {
    corners.push(corner);
    let next = corner;
    for (const point of points) {
      const turn = (next[0] - corner[0]) * (point[1] - corner[1]) - (next[1] - corner[1]) * (point[0] - corner[0]);
      const isFarther =
        (point[0] - corner[0]) ** 2 + (point[1] - corner[1]) ** 2 >
        (next[0] - corner[0]) ** 2 + (next[1] - corner[1]) ** 2;
      if (turn < 0 || (turn === 0 && isFarther)) next = point;
    }
    corner = next;
    if (corner === start) break;
  }
  return corners;
}

/** Twice the area of a polygon. */
function doubleArea(corners) {
  let area = 0;
  for (let k = 0; k < corners.length; k += 1) {
    const [x, y] = corners[k];
    const [nextX, nextY] = corners[(k + 1) % corners.length];
    area += x * nextY - y * nextX;
  }
  return area;
}

/** Moves a point, by a tenth at most in each direction. */
function move(point, dx, dy) {
  point[0] += Math.max(-0.1, Math.min(0.1, dx));
  point[1] += Math.max(-0.1, Math.min(0.1, dy));
}

/**
 * One step that makes small triangles larger and then pushes the corners of the hull inwards until its area is 1 again.
 * Each triangle of three points with less than `target` hundredths of the area of the hull pushes its corners apart,
 * until it would be large enough if it were alone; of all these moves together the share `give` is made. With `give` at 0
 * nothing happens.
 */
function spread(points, target, give) {
  const whole = doubleArea(hull(points));
  const wanted = (target / 100) * whole;
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
        const slope = ux * ux + uy * uy + vx * vx + vy * vy + (vx - ux) ** 2 + (vy - uy) ** 2 + 0.04;
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
  if (give === 0) return;
  for (let k = 0; k < points.length; k += 1) move(points[k], give * moves[k][0], give * moves[k][1]);

  const corners = hull(points);
  const slopes = [];
  let total = 1e-9;
  for (let k = 0; k < corners.length; k += 1) {
    const before = corners[(k + corners.length - 1) % corners.length];
    const after = corners[(k + 1) % corners.length];
    slopes.push([after[1] - before[1], before[0] - after[0]]);
    total += slopes[k][0] ** 2 + slopes[k][1] ** 2;
  }
  const inwards = (2 - doubleArea(corners)) / total;
  for (let k = 0; k < corners.length; k += 1) move(corners[k], inwards * slopes[k][0], inwards * slopes[k][1]);
}

/** Makes the list n long: points that are too many are dropped, missing ones stand in a corner. */
function complete(points, n) {
  while (points.length < n) points.push([0, 0]);
  points.length = n;
}

/** Returns n points [x, y]. */
export function place(n) {
  const points = layout();
  complete(points, n);
  arrange(points);
  return points;
}

// EVOLVE-BLOCK-START
/** Where the points start. */
function layout() {
  const points = [];
  scatter(points, 13, 0.62, 0.41);
  return points;
}

/** Moves the points. */
function arrange(points) {
  const rounds = 300;
  for (let round = 0; round < rounds; round += 1) {
    // From 1 to almost 0 while the rounds pass.
    const heat = 1 - round / rounds;
    const target = 3 * heat;
    const give = 0;
    spread(points, target, give);
  }
}
// EVOLVE-BLOCK-END
