/**
 * Points in space with distances that are as equal as possible: the square of the largest distance divided by the
 * smallest one, as small as possible.
 *
 * The functions above the marked block are tools that may be called but not changed. They take a list of points [x, y, z]
 * and change it in place. None of them searches: `scatter` places, `settle` makes one step. Where points start, how many
 * steps there are and how long they are, which may change with time, is to be evolved. The seed program makes 500 steps
 * of length 0.
 */

/**
 * Adds `count` points: the k-th is k times `across` to the right, k times `up` upwards and k times `deep` to the back,
 * whole parts left out; times 2.
 */
function scatter(points, count, across, up, deep) {
  for (let k = 1; k <= count; k += 1) {
    const x = k * across - Math.floor(k * across);
    const y = k * up - Math.floor(k * up);
    const z = k * deep - Math.floor(k * deep);
    points.push([2 * x, 2 * y, 2 * z]);
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
  for (let k = 0; k < points.length; k += 1) moves.push([0, 0, 0]);
  for (let i = 0; i < points.length; i += 1) {
    for (let j = i + 1; j < points.length; j += 1) {
      const dx = points[j][0] - points[i][0];
      const dy = points[j][1] - points[i][1];
      const dz = points[j][2] - points[i][2];
      const distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
      const wrong = distance < 1 ? 1 - distance : Math.min(0, reach - distance);
      if (wrong === 0) continue;
      // Points in one place part in a direction that depends on their places in the list.
      const towardsX = (wrong / 2) * (distance > 0 ? dx / distance : Math.cos(i + j));
      const towardsY = (wrong / 2) * (distance > 0 ? dy / distance : Math.sin(i + j));
      const towardsZ = distance > 0 ? (wrong / 2) * (dz / distance) : 0;
      moves[j][0] += towardsX;
      moves[j][1] += towardsY;
      moves[j][2] += towardsZ;
      moves[i][0] -= towardsX;
      moves[i][1] -= towardsY;
      moves[i][2] -= towardsZ;
    }
  }
  for (let k = 0; k < points.length; k += 1) {
    points[k][0] += short(give * moves[k][0]);
    points[k][1] += short(give * moves[k][1]);
    points[k][2] += short(give * moves[k][2]);
  }
}

/** Makes the list n long: points that are too many are dropped, missing ones stand in a row. */
function complete(points, n) {
  while (points.length < n) points.push([points.length, 0, 0]);
  points.length = n;
}

/** Returns n points [x, y, z]. */
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
  scatter(points, 14, 0.25, 0.125, 0.07);
  return points;
}

/** Moves the points. */
function arrange(points) {
  const rounds = 500;
  for (let round = 0; round < rounds; round += 1) {
    // From 1 to almost 0 while the rounds pass.
    const heat = 1 - round / rounds;
    const reach = 3 * heat;
    const give = 0;
    settle(points, reach, give);
  }
}
// EVOLVE-BLOCK-END
