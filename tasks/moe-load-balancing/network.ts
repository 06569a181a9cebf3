import { type Key, randomFrom, subKey } from '../../src/base/random.ts';
import { CLASSES, normals, type Tokens, WIDTH } from './clusters.ts';
import {
  backward,
  createLayer,
  forward,
  type LayerPass,
  type Parameter,
  parameter,
  type RoutedLayer,
  type Routing,
  routingOf,
} from './routed-layer.ts';

/** Two routed layers with residual connections, then a linear map to the logits of the labels. */
export interface Network {
  readonly layers: readonly RoutedLayer[];
  /** WIDTH × CLASSES. */
  readonly head: Parameter;
}

export interface NetworkShape {
  readonly layers: number;
  readonly experts: number;
  readonly active: number;
}

export function createNetwork(key: Key, { layers, experts, active }: NetworkShape): Network {
  const shape = { width: WIDTH, experts, active };
  return {
    layers: Array.from({ length: layers }, (_, index) => createLayer(randomFrom(subKey(key, `layer ${index}`)), shape)),
    head: parameter(normals(randomFrom(subKey(key, 'head')), WIDTH * CLASSES, 1 / Math.sqrt(WIDTH))),
  };
}

export function parametersOf({ layers, head }: Network): readonly Parameter[] {
  return [...layers.flatMap(({ router, weights, biases }) => [router, weights, biases]), head];
}

/** One pass over a batch. */
export interface NetworkPass {
  readonly passes: readonly LayerPass[];
  /** Mean cross-entropy of the labels in nats. */
  readonly crossEntropy: number;
  /** tokens × CLASSES: gradient of the cross-entropy by the logits. */
  readonly logitChange: Float64Array;
  /** Of each layer. */
  readonly routings: readonly Routing[];
}

export function run({ layers, head }: Network, { count, inputs, labels }: Tokens): NetworkPass {
  const passes: LayerPass[] = [];
  let hidden = inputs;
  for (const layer of layers) {
    const pass = forward(layer, hidden, count);
    passes.push(pass);
    hidden = pass.outputs;
  }
  const logitChange = new Float64Array(count * CLASSES);
  let surprise = 0;
  for (let token = 0; token < count; token += 1) {
    const base = token * CLASSES;
    let highest = Number.NEGATIVE_INFINITY;
    for (let label = 0; label < CLASSES; label += 1) {
      let logit = 0;
      for (let index = 0; index < WIDTH; index += 1) {
        logit += (hidden[token * WIDTH + index] as number) * (head.values[index * CLASSES + label] as number);
      }
      logitChange[base + label] = logit;
      highest = Math.max(highest, logit);
    }
    const right = (logitChange[base + (labels[token] as number)] as number) - highest;
    let total = 0;
    for (let label = 0; label < CLASSES; label += 1) {
      const weight = Math.exp((logitChange[base + label] as number) - highest);
      logitChange[base + label] = weight;
      total += weight;
    }
    surprise += Math.log(total) - right;
    for (let label = 0; label < CLASSES; label += 1) {
      const share = (logitChange[base + label] as number) / total;
      logitChange[base + label] = (share - (label === labels[token] ? 1 : 0)) / count;
    }
  }
  const routings = layers.map((layer, index) => routingOf(layer, passes[index] as LayerPass));
  return { passes, crossEntropy: surprise / count, logitChange, routings };
}

/**
 * Puts the gradient of the whole loss beside every weight. `meanGateChanges` holds, for each layer, the gradient of the
 * balancing loss by the layer's mean gates.
 */
export function runBack(network: Network, pass: NetworkPass, meanGateChanges: readonly (readonly number[])[]): void {
  for (const { gradient } of parametersOf(network)) gradient.fill(0);
  const { layers, head } = network;
  const { passes, logitChange } = pass;
  const last = passes.at(-1) as LayerPass;
  let change = new Float64Array(last.outputs.length);
  for (let token = 0; token < last.count; token += 1) {
    for (let index = 0; index < WIDTH; index += 1) {
      const at = token * WIDTH + index;
      let sum = 0;
      for (let label = 0; label < CLASSES; label += 1) {
        const slope = logitChange[token * CLASSES + label] as number;
        const weight = index * CLASSES + label;
        head.gradient[weight] = (head.gradient[weight] as number) + slope * (last.outputs[at] as number);
        sum += slope * (head.values[weight] as number);
      }
      change[at] = sum;
    }
  }
  for (let index = layers.length - 1; index >= 0; index -= 1) {
    const layer = layers[index] as RoutedLayer;
    change = new Float64Array(
      backward(layer, passes[index] as LayerPass, change, meanGateChanges[index] as readonly number[]),
    );
  }
}
