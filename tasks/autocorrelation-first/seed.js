/**
 * First autocorrelation inequality: a step function f >= 0 on [-1/4, 1/4] with a low peak of f*f for its integral.
 *
 * The functions above the marked block are tools that may be called but not changed. None of them searches: `flatten` makes
 * one gradient step. The number of pieces, the shape that they start from, and the number, length and sharpness of the
 * steps are to be evolved. The seed program makes 300 steps of length 0.
 */

/** Sums of products: element k is the sum of heights[i] * heights[k - i], for k = 0 … 2n - 2. */
function autoconvolve(heights) {
  const sums = new Array(2 * heights.length - 1).fill(0);
  for (let i = 0; i < heights.length; i += 1) {
    for (let j = 0; j < heights.length; j += 1) sums[i + j] += heights[i] * heights[j];
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

/** How a weighted sum of the nodes changes with each height: 2 * sum of weights[i + j] * heights[j]. */
function pull(weights, heights) {
  const pulls = [];
  for (let i = 0; i < heights.length; i += 1) {
    let sum = 0;
    for (let j = 0; j < heights.length; j += 1) sum += weights[i + j] * heights[j];
    pulls.push(2 * sum);
  }
  return pulls;
}

function meanOf(heights) {
  let sum = 0;
  for (const height of heights) sum += height;
  return sum / heights.length;
}

/**
 * One gradient step on the logarithm of (soft maximum of f*f) / (integral of f)^2, downwards. It multiplies heights, so
 * they stay positive; a height of 0 stays 0. `rate` is the length of the step, of the order of 0.01 to 1.
 */
function flatten(heights, rate, sharpness) {
  const weights = peakWeights(autoconvolve(heights), sharpness);
  const pulls = pull(weights, heights);
  const mean = meanOf(heights);
  for (let i = 0; i < heights.length; i += 1) {
    const slope = heights.length * mean * pulls[i] - 2;
    heights[i] *= Math.exp(Math.max(-1, Math.min(1, -rate * slope)));
  }
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
  improve(list);
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
  return 1 + 0 * x;
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
