import { type Key, rootKey, subKey } from '../../src/base/random.ts';
import { type Tokens, tokenSource } from './clusters.ts';
import { createNetwork, type Network, type NetworkShape, parametersOf, run, runBack } from './network.ts';
import type { Parameter, Routing } from './routed-layer.ts';

/** One experiment: a source of tokens, a network, and how long it is trained. */
export interface Experiment extends NetworkShape {
  /** Names the tokens, the first weights and the order of batches. */
  readonly name: string;
  readonly steps: number;
  readonly batch: number;
  /** Tokens of the same source, never trained on, that are scored. */
  readonly held: number;
}

export interface Outcome {
  /** Mean cross-entropy of held-out tokens, nats. */
  readonly crossEntropy: number;
  /** Σ_i |f_i − 1/N| over held-out tokens, mean over layers: 0 … 2 − 2 · active / N. */
  readonly imbalance: number;
  /** Experts that get less than a tenth of an even share, over all layers. */
  readonly starved: number;
  /** Shares of the experts' selections, by layer. */
  readonly loads: readonly (readonly number[])[];
  /** Cross-entropy that cannot be beaten, on the same tokens. */
  readonly floor: number;
}

/** Gradients by the mean gates for each of the routings; a sentence when there are none. */
export type AskGradients = (routings: readonly Routing[]) => Promise<readonly (readonly number[])[] | string>;

/**
 * Weight of the balancing loss in the loss that is trained on. As in the paper it is small and not tuned: the seed program
 * does best between about 0.3 and 0.75 (README), so to turn up the loss is the first thing that a search can find.
 */
export const BALANCE_WEIGHT = 0.1;
/** A balancing gradient is shortened to this length before it is weighted: it may rule the router, not overflow it. */
const LONGEST_GRADIENT = 100;

const LEARNING_RATE = 0.03;

/**
 * Trains the networks of all experiments side by side with Adam, one question about all of their layers for each step, and
 * scores what was trained on tokens that no training saw. Rejects as `ask` does; a sentence when `ask` has no answer.
 */
export async function trainAll(experiments: readonly Experiment[], ask: AskGradients): Promise<Outcome[] | string> {
  const trainings = experiments.map(begin);
  const steps = Math.max(...experiments.map((experiment) => experiment.steps));
  for (let step = 0; step < steps; step += 1) {
    const open = trainings.filter(({ experiment }) => step < experiment.steps);
    const passes = open.map(({ network, batches }) => run(network, batches[step] as Tokens));
    const gradients = await ask(passes.flatMap(({ routings }) => routings));
    if (typeof gradients === 'string') return gradients;
    let next = 0;
    for (const [index, { network, experiment, optimiser }] of open.entries()) {
      const own = gradients.slice(next, next + experiment.layers);
      next += experiment.layers;
      const weight = BALANCE_WEIGHT / experiment.layers;
      runBack(
        network,
        passes[index] as (typeof passes)[number],
        own.map((gradient) => weighted(gradient, weight)),
      );
      optimiser.step();
    }
  }
  return trainings.map(({ network, held }) => outcomeOf(network, held));
}

interface Training {
  readonly experiment: Experiment;
  readonly network: Network;
  readonly batches: readonly Tokens[];
  readonly held: Tokens;
  readonly optimiser: Adam;
}

function begin(experiment: Experiment): Training {
  const key = subKey(rootKey(0), `moe-load-balancing ${experiment.name}`);
  const network = createNetwork(subKey(key, 'network'), experiment);
  return { experiment, network, ...tokensOf(key, experiment), optimiser: new Adam(parametersOf(network)) };
}

const drawn = new Map<string, { batches: readonly Tokens[]; held: Tokens }>();

/** Tokens are drawn once: all candidates of a run train on the same ones. */
function tokensOf(key: Key, { steps, batch, held }: Experiment): { batches: readonly Tokens[]; held: Tokens } {
  const name = `${key.path} ${steps} ${batch} ${held}`;
  const known = drawn.get(name);
  if (known !== undefined) return known;
  const source = tokenSource(subKey(key, 'tokens'));
  const batches = Array.from({ length: steps }, (_, step) => source.draw(`batch ${step}`, batch));
  const made = { batches, held: source.draw('held out', held) };
  drawn.set(name, made);
  return made;
}

function weighted(gradient: readonly number[], weight: number): readonly number[] {
  const length = Math.hypot(...gradient);
  const factor = length > LONGEST_GRADIENT ? (weight * LONGEST_GRADIENT) / length : weight;
  return gradient.map((slope) => slope * factor);
}

function outcomeOf(network: Network, held: Tokens): Outcome {
  const { crossEntropy, routings } = run(network, held);
  const loads = routings.map(({ frequencies }) => frequencies);
  const deviations = loads.map((shares) => shares.reduce((sum, share) => sum + Math.abs(share - 1 / shares.length), 0));
  const starved = loads.flatMap((shares) => shares.filter((share) => share < 0.1 / shares.length)).length;
  const imbalance = deviations.reduce((sum, deviation) => sum + deviation, 0) / deviations.length;
  return { crossEntropy, imbalance, starved, loads, floor: held.floor };
}

/** Adam (Kingma and Ba 2015, algorithm 1) with β₁ = 0.9, β₂ = 0.99 for short trainings, ε = 1e-8. */
class Adam {
  readonly #parameters: readonly (Parameter & { readonly mean: Float64Array; readonly square: Float64Array })[];
  #steps = 0;

  constructor(parameters: readonly Parameter[]) {
    this.#parameters = parameters.map((one) => ({
      ...one,
      mean: new Float64Array(one.values.length),
      square: new Float64Array(one.values.length),
    }));
  }

  step(): void {
    this.#steps += 1;
    const rate = (LEARNING_RATE * Math.sqrt(1 - 0.99 ** this.#steps)) / (1 - 0.9 ** this.#steps);
    for (const { values, gradient, mean, square } of this.#parameters) {
      for (let at = 0; at < values.length; at += 1) {
        const slope = gradient[at] as number;
        mean[at] = 0.9 * (mean[at] as number) + 0.1 * slope;
        square[at] = 0.99 * (square[at] as number) + 0.01 * slope * slope;
        values[at] = (values[at] as number) - (rate * (mean[at] as number)) / (Math.sqrt(square[at] as number) + 1e-8);
      }
    }
  }
}
