/**
 * A Mixture-of-Experts layer sends each token to a few of its experts. What is learnt first is used more and learns more,
 * so some experts starve unless a balancing loss is added to the loss that is trained on. That loss is to be evolved. The
 * seed program is the global-batch loss, N · Σ f · P.
 *
 * The gradient is taken by the probabilities only: the frequencies are counts, and do not change with the weights.
 */

/**
 * The balancing loss of one layer; the training adds the mean over layers.
 * frequencies: share of selections of each expert in this batch, sum 1.
 * probabilities: mean gate of each expert over the batch, sum 1.
 */
export function balanceLoss(frequencies, probabilities) {
  const experts = frequencies.length;
  let entropy = 0;
  let highest = 0;
  for (let expert = 0; expert < experts; expert += 1) {
    const probability = probabilities[expert];
    if (probability > 0) entropy -= (probability * Math.log(probability)) / Math.log(experts);
    highest = Math.max(highest, frequencies[expert]);
  }
  let loss = 0;
  for (let expert = 0; expert < experts; expert += 1) {
    loss += expertTerm(frequencies[expert] * experts, probabilities[expert] * experts, entropy, highest * experts);
  }
  return loss / experts;
}

// EVOLVE-BLOCK-START
/**
 * What one expert adds. An expert with an even share has frequency 1 and probability 1.
 * frequency: its selections over an even share, 0 and up. probability: its mean gate over an even share, 0 and up.
 * entropy: of the layer's mean gates, 0 (one expert gets all) to 1 (even).
 * highest: the frequency of the busiest expert of the layer.
 */
function expertTerm(frequency, probability, entropy, highest) {
  return frequency * probability;
}
// EVOLVE-BLOCK-END
