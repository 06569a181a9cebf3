import { mean } from '../../src/base/statistics.ts';
import type { InvalidAnswer, Measurement, Split } from '../../src/core/evaluation.ts';
import type { CandidateHandle, EvaluationContext } from '../../src/core/task.ts';
import { behaviourOf } from '../shared/behaviour.ts';
import { show } from '../shared/show.ts';
import { loadPicture } from './picture.ts';
import type { Routing } from './routed-layer.ts';
import { type Experiment, type Outcome, trainAll } from './training.ts';

/** How many experiments of its split the screening stage makes, the first ones. */
const SCREENING = 1;
const COUNT: Readonly<Record<Split, number>> = { train: 4, validation: 6, test: 8 };

/** Two layers of 8 experts with 2 active, 160 batches of 64 tokens. Splits differ in data, first weights and batches. */
function experimentsOf(split: string, count: number): Experiment[] {
  const shape = { layers: 2, experts: 8, active: 2, steps: 160, batch: 64, held: 512 };
  return Array.from({ length: count }, (_, index) => ({ ...shape, name: `${split} ${index}` }));
}

/** Larger than what was searched on: 16 experts with 4 active. Only in reports. */
const LARGER: readonly Experiment[] = experimentsOf('larger', 2).map((experiment) => ({
  ...experiment,
  experts: 16,
  active: 4,
}));

/** Step of the forward difference that stands for the derivative by a probability. */
const STEP = 1e-6;

/**
 * Mean of cross-entropy + imbalance over experiments, minimised. The candidate is asked for values of its loss while the
 * networks are trained here; it sees frequencies and mean gates of training batches, never a token, a label or a weight.
 */
export async function evaluate(
  candidate: CandidateHandle,
  { stage, split }: EvaluationContext,
): Promise<Measurement | InvalidAnswer> {
  const outcomes = await outcomesOf(candidate, experimentsOf(split, stage === 'quick' ? SCREENING : COUNT[split]));
  if (typeof outcomes === 'string') return { invalid: outcomes };
  const scores = outcomes.map(scoreOf);
  const crossEntropy = mean(outcomes.map((outcome) => outcome.crossEntropy));
  const imbalance = mean(outcomes.map((outcome) => outcome.imbalance));
  const starved = mean(outcomes.map((outcome) => outcome.starved));
  return {
    score: mean(scores),
    metrics: { crossEntropy, imbalance, starved, floor: mean(outcomes.map(({ floor }) => floor)) },
    ...(split === 'test' ? { privateMetrics: await largerScore(candidate) } : {}),
    descriptors: [crossEntropy, imbalance],
    instances: scores,
    feedback: `Cross-entropy ${crossEntropy.toFixed(4)}, imbalance ${imbalance.toFixed(4)}; of 16 experts, ${starved.toFixed(1)} get less than a tenth of an even share.`,
    behaviour: behaviourOf(outcomes.flatMap((outcome) => [outcome.crossEntropy, outcome.imbalance])),
    ...(split === 'train' ? {} : { artifacts: { picture: loadPicture(outcomes[0] as Outcome) } }),
  };
}

/** As in the paper, where the fitness is its negative. */
function scoreOf({ crossEntropy, imbalance }: Outcome): number {
  return crossEntropy + imbalance;
}

/** What was trained for a candidate in earlier stages, by experiment; gone with its handle. */
const done = new WeakMap<CandidateHandle, Map<string, Outcome>>();

async function outcomesOf(candidate: CandidateHandle, experiments: readonly Experiment[]): Promise<Outcome[] | string> {
  const known = done.get(candidate) ?? new Map<string, Outcome>();
  done.set(candidate, known);
  const open = experiments.filter(({ name }) => !known.has(name));
  if (open.length > 0) {
    const trained = await trainAll(open, (routings) => gradientsOf(candidate, routings));
    if (typeof trained === 'string') return trained;
    for (const [index, { name }] of open.entries()) known.set(name, trained[index] as Outcome);
  }
  return experiments.map(({ name }) => known.get(name) as Outcome);
}

/** Gradient of the loss by the mean gates of each layer, by forward differences: one call for all layers at once. */
export async function gradientsOf(
  candidate: CandidateHandle,
  routings: readonly Routing[],
): Promise<readonly (readonly number[])[] | string> {
  const questions = routings.flatMap(({ frequencies, probabilities }) => [
    [frequencies, probabilities],
    ...probabilities.map((_, moved) => [
      frequencies,
      probabilities.map((probability, index) => (index === moved ? probability + STEP : probability)),
    ]),
  ]);
  const answers = await candidate.call('balanceLoss', questions);
  const wrong = questions.findIndex((_, index) => !isLoss(answers[index]));
  if (wrong >= 0) {
    const shown = Number.isNaN(answers[wrong]) ? 'NaN' : show(answers[wrong]);
    return `balanceLoss must answer a number of size at most 1e6, not ${shown}`;
  }
  const values = answers as readonly number[];
  let next = 0;
  return routings.map(({ probabilities }) => {
    const value = values[next] as number;
    const gradient = probabilities.map((_, index) => ((values[next + 1 + index] as number) - value) / STEP);
    next += 1 + probabilities.length;
    return gradient;
  });
}

/** Beyond a million, differences of the loss are rounding errors. */
function isLoss(answer: unknown): answer is number {
  return typeof answer === 'number' && Math.abs(answer) <= 1e6;
}

/** Of the larger networks, where the candidate has losses for them within its limits; that it has none is no fault. */
async function largerScore(candidate: CandidateHandle): Promise<Record<string, number>> {
  try {
    const outcomes = await outcomesOf(candidate, LARGER);
    return typeof outcomes === 'string' ? {} : { larger: mean(outcomes.map(scoreOf)) };
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'CandidateFault') return {};
    throw thrown;
  }
}
