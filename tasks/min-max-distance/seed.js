/**
 * Points in the plane with distances that are as equal as possible: the square of the largest distance divided by the
 * smallest one, as small as possible.
 *
 * The functions above the marked block are tools that may be called but not changed. They take a list of points [x, y]
 * and change it in place. None of them searches: `scatter` places, `settle` makes one step. Where points start, how many
 * steps there are and how long they are, which may change with time, is to be evolved. The seed program makes 500 steps
 * of length 0.
 */

/** Adds `count` points: the k-th is k times `across` to the right and k times `up` upwards, whole parts left out; times 4. */
function scatter(points, count, across, up) {
  for (let k = 1; k <= count; k += 1) {
    points.push([4 * (k * across - Math.floor(k * across)), 4 * (k * up - Math.floor(k * up))]);
  }
}

/** A length of a step, at most a quarter in either direction. */
function short(length) {
  return Math.max(-0.25, Math.min(0.25, length));
}

/**
 * One step towards distances between 1 and `reach`. Each pair that is nearer than 1 moves apart and each pair that is
 * farther than `reach` moves together, until it would be right if it were alone; of all these moves together the share
 * `give` is made. With `give` at 0 nothing happens.
 */
function settle(points, reach, give) {
  const moves = [];
  for (let k = 0; k < points.length; k += 1) moves.push([0, 0]);
  for (let i = 0; i < points.length; i += 1) {
    for (let j = i + 1; j < points.length; j += 1) {
      const dx = points[j][0] - points[i][0];
      const dy = points[j][1] - points[i][1];
      const distance = Math.sqrt(dx * dx + dy * dy);
      const wrong = distance < 1 ? 1 - distance : Math.min(0, reach - distance);
      if (wrong === 0) continue;
      // Points in one place part in a direction that depends on their places in the list.
      const towardsX = (wrong / 2) * (distance > 0 ? dx / distance : Math.cos(i + j));
      const towardsY = (wrong / 2) * (distance > 0 ? dy / distance : Math.sin(i + j));
      moves[j][0] += towardsX;
      moves[j][1] += towardsY;
      moves[i][0] -= towardsX;
      moves[i][1] -= towardsY;
    }
  }
  for (let k = 0; k < points.length; k += 1) {
    points[k][0] += short(give * moves[k][0]);
    points[k][1] += short(give * moves[k][1]);
  }
}

/** Makes the list n long: points that are too many are dropped, missing ones stand in a row. */
function complete(points, n) {
  while (points.length < n) points.push([points.length, 0]);
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
  scatter(points, 16, 0.25, 0.0625);
  return points;
}

/** Moves the points. */
function arrange(points) {
  const rounds = 500;
  for (let round = 0; round < rounds; round += 1) {
    // From 1 to almost 0 while the rounds pass.
    const heat = 1 - round / rounds;
    const reach = 4 * heat;
    const give = 0;
    settle(points, reach, give);
  }
}
// EVOLVE-BLOCK-END
