import type { Random } from '../../src/base/random.ts';
import { normals } from './clusters.ts';

/** Sizes of one Mixture-of-Experts layer; inputs and outputs have the same width. */
export interface LayerShape {
  readonly width: number;
  readonly experts: number;
  /** Experts that work on a token, 1 … experts. */
  readonly active: number;
}

/** Weights of one layer, each with its gradient beside it. */
export interface RoutedLayer {
  readonly shape: LayerShape;
  /** width × experts. */
  readonly router: Parameter;
  /** experts × width × width: from input to output. */
  readonly weights: Parameter;
  /** experts × width. */
  readonly biases: Parameter;
}

export interface Parameter {
  readonly values: Float64Array;
  readonly gradient: Float64Array;
}

/** What one pass leaves for the pass back, for `count` tokens. */
export interface LayerPass {
  readonly count: number;
  readonly inputs: Float64Array;
  /** count × experts: softmax of the router's logits. */
  readonly gates: Float64Array;
  /** count × active: the chosen experts, the highest gate first. */
  readonly chosen: Uint8Array;
  /** count × active: gates of the chosen experts, normalised to 1. */
  readonly mixture: Float64Array;
  /** count × active × width: what the chosen experts answer. */
  readonly answers: Float64Array;
  /** count × width: inputs plus the mixture of the answers. */
  readonly outputs: Float64Array;
}

export function parameter(values: Float64Array): Parameter {
  return { values, gradient: new Float64Array(values.length) };
}

export function createLayer(random: Random, shape: LayerShape): RoutedLayer {
  const { width, experts } = shape;
  const deviation = 1 / Math.sqrt(width);
  return {
    shape,
    router: parameter(normals(random, width * experts, deviation)),
    weights: parameter(normals(random, experts * width * width, deviation)),
    biases: parameter(new Float64Array(experts * width)),
  };
}

/** y = x + Σ_{e among the `active` highest gates} g_e · tanh(x W_e + b_e); g is p restricted to them, normalised. */
export function forward(layer: RoutedLayer, inputs: Float64Array, count: number): LayerPass {
  const { width, experts, active } = layer.shape;
  const gates = new Float64Array(count * experts);
  const chosen = new Uint8Array(count * active);
  const mixture = new Float64Array(count * active);
  const answers = new Float64Array(count * active * width);
  const outputs = inputs.slice();
  const weights = layer.weights.values;
  const biases = layer.biases.values;
  for (let token = 0; token < count; token += 1) {
    const from = token * width;
    route(layer, inputs, token, gates, chosen, mixture);
    for (let slot = 0; slot < active; slot += 1) {
      const place = token * active + slot;
      const expert = chosen[place] as number;
      const share = mixture[place] as number;
      for (let out = 0; out < width; out += 1) {
        let sum = biases[expert * width + out] as number;
        let at = expert * width * width + out;
        for (let index = 0; index < width; index += 1, at += width) {
          sum += (inputs[from + index] as number) * (weights[at] as number);
        }
        const answer = Math.tanh(sum);
        answers[place * width + out] = answer;
        outputs[from + out] = (outputs[from + out] as number) + share * answer;
      }
    }
  }
  return { count, inputs, gates, chosen, mixture, answers, outputs };
}

/** Gates of one token and the experts that it goes to; among equal gates, to the first. */
function route(
  { shape, router }: RoutedLayer,
  inputs: Float64Array,
  token: number,
  gates: Float64Array,
  chosen: Uint8Array,
  mixture: Float64Array,
): void {
  const { width, experts, active } = shape;
  const base = token * experts;
  let highest = Number.NEGATIVE_INFINITY;
  for (let expert = 0; expert < experts; expert += 1) {
    let logit = 0;
    for (let index = 0; index < width; index += 1) {
      logit += (inputs[token * width + index] as number) * (router.values[index * experts + expert] as number);
    }
    gates[base + expert] = logit;
    if (logit > highest) highest = logit;
  }
  let total = 0;
  for (let expert = 0; expert < experts; expert += 1) {
    const weight = Math.exp((gates[base + expert] as number) - highest);
    gates[base + expert] = weight;
    total += weight;
  }
  for (let expert = 0; expert < experts; expert += 1) gates[base + expert] = (gates[base + expert] as number) / total;
  const first = token * active;
  let sum = 0;
  for (let slot = 0; slot < active; slot += 1) {
    let best = -1;
    for (let expert = 0; expert < experts; expert += 1) {
      if (best >= 0 && (gates[base + expert] as number) <= (gates[base + best] as number)) continue;
      let isFree = true;
      for (let earlier = first; earlier < first + slot; earlier += 1) if (chosen[earlier] === expert) isFree = false;
      if (isFree) best = expert;
    }
    chosen[first + slot] = best;
    mixture[first + slot] = gates[base + best] as number;
    sum += gates[base + best] as number;
  }
  for (let slot = 0; slot < active; slot += 1) mixture[first + slot] = (mixture[first + slot] as number) / sum;
}

/**
 * Adds to the gradients of the layer's weights, and returns the gradient by its inputs. `change` is the gradient of the
 * loss by the outputs (count × width), `meanGateChange` that by the mean gate P of each expert (length experts).
 */
export function backward(
  layer: RoutedLayer,
  pass: LayerPass,
  change: Float64Array,
  meanGateChange: readonly number[],
): Float64Array {
  const { width, experts, active } = layer.shape;
  const { count, inputs, gates, chosen, mixture, answers } = pass;
  const { router, weights, biases } = layer;
  const back = change.slice();
  const logitChange = new Float64Array(experts);
  const gateChange = new Float64Array(active);
  for (let token = 0; token < count; token += 1) {
    const from = token * width;
    const base = token * experts;
    // The mean gate is a mean over tokens; a gate depends on all logits of its token.
    let pull = 0;
    for (let expert = 0; expert < experts; expert += 1) {
      pull += (meanGateChange[expert] as number) * (gates[base + expert] as number);
    }
    for (let expert = 0; expert < experts; expert += 1) {
      logitChange[expert] = ((gates[base + expert] as number) * ((meanGateChange[expert] as number) - pull)) / count;
    }
    let meanChange = 0;
    for (let slot = 0; slot < active; slot += 1) {
      const place = token * active + slot;
      let sum = 0;
      for (let out = 0; out < width; out += 1) {
        sum += (change[from + out] as number) * (answers[place * width + out] as number);
      }
      gateChange[slot] = sum;
      meanChange += sum * (mixture[place] as number);
    }
    for (let slot = 0; slot < active; slot += 1) {
      const place = token * active + slot;
      const expert = chosen[place] as number;
      const share = mixture[place] as number;
      logitChange[expert] = (logitChange[expert] as number) + share * ((gateChange[slot] as number) - meanChange);
      for (let out = 0; out < width; out += 1) {
        const answer = answers[place * width + out] as number;
        const slope = share * (change[from + out] as number) * (1 - answer * answer);
        biases.gradient[expert * width + out] = (biases.gradient[expert * width + out] as number) + slope;
        let at = expert * width * width + out;
        for (let index = 0; index < width; index += 1, at += width) {
          weights.gradient[at] = (weights.gradient[at] as number) + slope * (inputs[from + index] as number);
          back[from + index] = (back[from + index] as number) + slope * (weights.values[at] as number);
        }
      }
    }
    for (let index = 0; index < width; index += 1) {
      const input = inputs[from + index] as number;
      let sum = 0;
      for (let expert = 0; expert < experts; expert += 1) {
        const at = index * experts + expert;
        router.gradient[at] = (router.gradient[at] as number) + input * (logitChange[expert] as number);
        sum += (router.values[at] as number) * (logitChange[expert] as number);
      }
      back[from + index] = (back[from + index] as number) + sum;
    }
  }
  return back;
}

/** What a balancing loss is made of: shares of selections f (sum 1) and mean gates P (sum 1), one of each per expert. */
export interface Routing {
  readonly frequencies: readonly number[];
  readonly probabilities: readonly number[];
}

export function routingOf({ shape: { experts, active } }: RoutedLayer, { count, chosen, gates }: LayerPass): Routing {
  const frequencies = new Array<number>(experts).fill(0);
  const probabilities = new Array<number>(experts).fill(0);
  for (const expert of chosen) frequencies[expert] = (frequencies[expert] as number) + 1;
  for (let at = 0; at < gates.length; at += 1) {
    const expert = at % experts;
    probabilities[expert] = (probabilities[expert] as number) + (gates[at] as number) / count;
  }
  return { frequencies: frequencies.map((picks) => picks / (count * active)), probabilities };
}
