/**
 * Circle packing: n circles in the unit square, the sum of their radii as large as possible, no overlap, no tolerance.
 *
 * The functions above the marked block are tools that may be called but not changed. They take a list of circles
 * [x, y, radius] and change it in place. None of them searches: `ring` places, `relax` makes one gradient step,
 * `shrinkToFit` makes any circles legal. Where circles start, how many steps there are and how long they are, which may
 * change with time, is to be evolved. The seed program makes 500 steps of length 0.
 */

/** Adds `count` circles at equal angles around the middle of the square, kept a little inside it. `turn` is in turns. */
function ring(circles, count, distance, turn) {
  for (let k = 0; k < count; k += 1) {
    const angle = 2 * Math.PI * (k / count + turn);
    const x = Math.min(0.99, Math.max(0.01, 0.5 + distance * Math.cos(angle)));
    const y = Math.min(0.99, Math.max(0.01, 0.5 + distance * Math.sin(angle)));
    circles.push([x, y, 0]);
  }
}

/** Sets every radius to the distance from the nearest wall. */
function inflate(circles) {
  for (const circle of circles) {
    const [x, y] = circle;
    circle[2] = Math.min(x, y, 1 - x, 1 - y);
  }
}

/**
 * One gradient step on an energy that rewards radii and punishes overlaps. Every radius grows by `growth` hundredths.
 * Then each overlap of two circles, or of a circle and a wall, gives way by the share `give`, in equal parts by moving
 * and by shrinking; all of them at once. With both at 0 nothing happens.
 */
function relax(circles, growth, give) {
  const changes = [];
  for (const circle of circles) {
    circle[2] += growth / 100;
    const left = Math.max(0, circle[2] - circle[0]);
    const right = Math.max(0, circle[2] + circle[0] - 1);
    const bottom = Math.max(0, circle[2] - circle[1]);
    const top = Math.max(0, circle[2] + circle[1] - 1);
    changes.push([left - right, bottom - top, -(left + right + bottom + top)]);
  }
  for (let i = 0; i < circles.length; i += 1) {
    const a = circles[i];
    for (let j = i + 1; j < circles.length; j += 1) {
      const b = circles[j];
      const dx = a[0] - b[0];
      const dy = a[1] - b[1];
      const reach = a[2] + b[2];
      if (reach <= 0 || dx * dx + dy * dy >= reach * reach) continue;
      const distance = Math.sqrt(dx * dx + dy * dy);
      const overlap = reach - distance;
      // Circles with the same middle part in a direction that depends on their places in the list.
      const towardsX = overlap * (distance > 0 ? dx / distance : Math.cos(i + j));
      const towardsY = overlap * (distance > 0 ? dy / distance : Math.sin(i + j));
      changes[i][0] += towardsX;
      changes[i][1] += towardsY;
      changes[i][2] -= overlap;
      changes[j][0] -= towardsX;
      changes[j][1] -= towardsY;
      changes[j][2] -= overlap;
    }
  }
  for (let i = 0; i < circles.length; i += 1) {
    circles[i][0] += (give / 2) * changes[i][0];
    circles[i][1] += (give / 2) * changes[i][1];
    circles[i][2] += (give / 2) * changes[i][2];
  }
}

/**
 * Makes circles legal: brings every middle into the square, cuts every radius at the walls, then goes once through all
 * pairs and shrinks both radii of each that overlaps.
 */
function shrinkToFit(circles) {
  for (const circle of circles) {
    const x = Math.min(1, Math.max(0, circle[0]));
    const y = Math.min(1, Math.max(0, circle[1]));
    circle[0] = x;
    circle[1] = y;
    circle[2] = Math.max(0, Math.min(circle[2], x, y, 1 - x, 1 - y));
  }
  for (let i = 0; i < circles.length; i += 1) {
    for (let j = i + 1; j < circles.length; j += 1) {
      const a = circles[i];
      const b = circles[j];
      const reach = a[2] + b[2];
      const distance = Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2);
      if (reach > distance) {
        a[2] *= distance / reach;
        b[2] *= distance / reach;
      }
    }
  }
  // The check is exact and this arithmetic is not: a hair of room makes up for its rounding.
  for (const circle of circles) circle[2] = circle[2] < 2e-9 ? 0 : circle[2] * (1 - 1e-14);
}

/** Makes the list n long: circles that are too many are dropped, missing ones stand in a corner. */
function complete(circles, n) {
  while (circles.length < n) circles.push([0.01, 0.01, 0]);
  circles.length = n;
}

/** Returns n legal circles [x, y, radius]. */
export function pack(n) {
  const circles = layout();
  complete(circles, n);
  inflate(circles);
  arrange(circles);
  shrinkToFit(circles);
  return circles;
}

// EVOLVE-BLOCK-START
/** Where the circles start: one in the middle, a ring of 8, a ring of 16 that the walls cut. */
function layout() {
  const circles = [[0.5, 0.5, 0]];
  ring(circles, 8, 0.3, 0);
  ring(circles, 16, 0.7, 0);
  return circles;
}

/** Moves and resizes the circles. Overlaps that it leaves cost radius, for the circles are shrunk until they fit. */
function arrange(circles) {
  const rounds = 500;
  for (let round = 0; round < rounds; round += 1) {
    // From 1 to almost 0 while the rounds pass.
    const heat = 1 - round / rounds;
    const growth = 0 * heat;
    const give = 0;
    relax(circles, growth, give);
  }
}
// EVOLVE-BLOCK-END
