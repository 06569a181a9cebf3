/**
 * Minimum overlap: a step function on [0, 2] with values in [0, 1] and integral 1 that overlaps little with its complement.
 *
 * The functions above the marked block are tools that may be called but not changed. None of them searches: `flatten` makes
 * one gradient step. The number of pieces, the shape that they start from, and the number, length and sharpness of the
 * steps are to be evolved. The seed program makes 300 steps of length 0.
 */

/** Element n - 1 + k is the sum of heights[i] * (1 - heights[i + k]), for shifts k from 1 - n to n - 1. */
function overlaps(heights) {
  const n = heights.length;
  const sums = new Array(2 * n - 1).fill(0);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) sums[n - 1 + j - i] += heights[i] * (1 - heights[j]);
  }
  return sums;
}

/**
 * Weights of the nodes for a soft maximum, adding up to 1: the larger `sharpness`, the more the highest nodes count. With
 * 0 all nodes count the same.
 */
function peakWeights(sizes, sharpness) {
  let highest = 0;
  for (const size of sizes) highest = Math.max(highest, size);
  let total = 0;
  const weights = [];
  for (const size of sizes) {
    const weight = Math.exp(Math.abs(sharpness) * (size / highest - 1));
    weights.push(weight / highest);
    total += weight;
  }
  for (let k = 0; k < weights.length; k += 1) weights[k] /= total;
  return weights;
}

/** Cuts heights at 0 and 1 and moves them all until half of the area is covered. */
function fit(heights) {
  for (let turn = 0; turn < 20; turn += 1) {
    let sum = 0;
    for (const height of heights) sum += height;
    const missing = 0.5 - sum / heights.length;
    for (let i = 0; i < heights.length; i += 1) {
      // A hair below 1: the check is exact and this arithmetic is not.
      heights[i] = Math.max(0, Math.min(1 - 1e-9, heights[i] + missing));
    }
    if (Math.abs(missing) < 1e-12) return;
  }
}

/**
 * One gradient step on the soft maximum of the overlaps, downwards. `rate` is the length of the step, of the order of
 * 0.001 to 0.1. Heights are cut at 0 and 1, and half of the area stays covered.
 */
function flatten(heights, rate, sharpness) {
  const n = heights.length;
  const weights = peakWeights(overlaps(heights), sharpness);
  const slopes = [];
  for (let i = 0; i < n; i += 1) {
    let slope = 0;
    for (let j = 0; j < n; j += 1)
      slope += weights[n - 1 + j - i] * (1 - heights[j]) - weights[n - 1 + i - j] * heights[j];
    slopes.push(slope);
  }
  for (let i = 0; i < n; i += 1) heights[i] -= Math.max(-1, Math.min(1, rate * n * slopes[i]));
  fit(heights);
}

/** Heights from 1e-9 to 1e9, or 0, which is what is legal. */
function legal(heights) {
  for (let i = 0; i < heights.length; i += 1) {
    const size = Math.abs(heights[i]);
    if (!(size >= 1e-9)) heights[i] = 0;
    if (size > 1e9) heights[i] = Math.sign(heights[i]) * 1e9;
  }
}

/** The answer: the heights of 1 to 600 pieces of equal width. */
export function heights() {
  const count = Math.max(1, Math.min(600, Math.round(pieces()) || 1));
  const list = [];
  for (let i = 0; i < count; i += 1) list.push(start((i + 0.5) / count));
  fit(list);
  improve(list);
  fit(list);
  legal(list);
  return list;
}

// EVOLVE-BLOCK-START
/** How many pieces there are. A step costs their number squared. */
function pieces() {
  return 40;
}

/** The height at first, for x from 0 to 1. */
function start(x) {
  return 0.5 + 0 * x;
}

/** Changes the heights by small steps. */
function improve(heights) {
  const rounds = 300;
  for (let round = 0; round < rounds; round += 1) {
    // From 1 to almost 0 while the rounds pass.
    const heat = 1 - round / rounds;
    const rate = 0 * heat;
    const sharpness = 20;
    flatten(heights, rate, sharpness);
  }
}
// EVOLVE-BLOCK-END
