/**
 * Kissing configurations: in d dimensions, as many vectors as possible of which no two are nearer to each other than the
 * longest one is long. Spheres around them all touch one sphere in the middle and do not overlap.
 *
 * The functions above the marked block are tools that may be called but not changed. `shell` lists all vectors of eight
 * whole numbers whose squares add up to 4, `select` takes those that fit. In which order they are tried, and in which
 * subspaces of eight dimensions the smaller configurations are, is to be evolved. The seed program has an order that
 * means nothing and subspaces along the axes.
 */

/** The sum of the squares of all vectors that are considered. */
const NORM = 4;

/** All vectors of eight whole numbers with squares that add up to NORM: 1136 of them. */
function shell() {
  const vectors = [];
  const vector = [0, 0, 0, 0, 0, 0, 0, 0];
  function fill(axis, left) {
    if (left === 0) vectors.push(vector.slice());
    if (left === 0 || axis === 8) return;
    for (let value = -2; value <= 2; value += 1) {
      if (value * value > left) continue;
      vector[axis] = value;
      fill(axis + 1, left - value * value);
    }
    vector[axis] = 0;
  }
  fill(0, NORM);
  return vectors.filter((one) => dot(one, one) === NORM);
}

function dot(a, b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3] + a[4] * b[4] + a[5] * b[5] + a[6] * b[6] + a[7] * b[7];
}

/** Goes through the vectors, highest priority first, and takes each that is far enough from all that were taken. */
function select(vectors) {
  const ranked = vectors.map((vector, index) => ({ vector, index, value: Number(priority(...vector)) || 0 }));
  ranked.sort((a, b) => b.value - a.value || a.index - b.index);
  const taken = [];
  for (const { vector } of ranked) {
    let fits = true;
    for (const other of taken) {
      if (2 * dot(vector, other) <= NORM) continue;
      fits = false;
      break;
    }
    if (fits) taken.push(vector);
  }
  return taken;
}

/** Returns vectors of eight whole numbers in a space of d dimensions, for d from 4 to 8. */
export function vectors(d) {
  const rows = normals().slice(0, 8 - d);
  const whole = rows.map((row) => row.map(Math.round));
  return select(shell().filter((vector) => whole.every((row) => dot(vector, row) === 0)));
}

// EVOLVE-BLOCK-START
/** Vectors of 7 dimensions are at right angles to the first row, those of 6 to the first two, and so on. */
function normals() {
  return [
    [0, 0, 0, 0, 0, 0, 0, 1],
    [0, 0, 0, 0, 0, 0, 1, 0],
    [0, 0, 0, 0, 0, 1, 0, 0],
    [0, 0, 0, 0, 1, 0, 0, 0],
  ];
}

/** Of two vectors with these coordinates, the one with the higher value is tried first. */
function priority(a, b, c, d, e, f, g, h) {
  return Math.sin(47 * a + 83 * b + 19 * c + 71 * d + 37 * e + 97 * f + 59 * g + 23 * h);
}
// EVOLVE-BLOCK-END
