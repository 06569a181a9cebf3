import { sha256 } from '../../src/base/hash.ts';
import { mean } from '../../src/base/statistics.ts';
import type { InvalidAnswer, Measurement } from '../../src/core/evaluation.ts';
import type { CandidateHandle, EvaluationContext } from '../../src/core/task.ts';
import { CAPACITY, type Instance, instancesOf, longInstances } from './instances.ts';
import { type Packing, pack } from './packing.ts';
import { PAIRS, preferenceOrder, tightFirstShare } from './preference.ts';
import { histogramPicture, leftoverReport } from './report.ts';

/** How many instances of its split a screening stage packs, the first ones; every other stage packs all of them. */
const SCREENING: Readonly<Record<string, number>> = { quick: 2, half: 8 };

/** A bin with this much free space is still open to most kinds of item: about one item in ten is smaller. */
const OPEN_FROM = 21;

/** Used bins above the lower bound, in % of the lower bound. */
function excessOf(instance: Instance, packing: Packing): number {
  return (100 * (packing.bins - instance.lowerBound)) / instance.lowerBound;
}

/**
 * Mean excess in %, minimised. The candidate is asked once for its priorities of all 5,050 pairs of item and remaining
 * capacity; the packing is done here, from that table, so a candidate cannot answer one thing and do another.
 */
export async function evaluate(
  candidate: CandidateHandle,
  { stage, split }: EvaluationContext,
): Promise<Measurement | InvalidAnswer> {
  const answers = await candidate.call('priority', PAIRS);
  const wrong = PAIRS.findIndex((_, index) => !isPriority(answers[index]));
  if (wrong >= 0) return invalid(PAIRS[wrong] as readonly [number, number], answers[wrong]);
  const work = done.get(candidate) ?? { order: preferenceOrder(answers as readonly number[]), packings: new Map() };
  done.set(candidate, work);
  const { order } = work;

  const isScreening = SCREENING[stage] !== undefined;
  const instances = instancesOf(split).slice(0, SCREENING[stage]);
  const packings = instances.map((instance) => packOnce(instance, work));
  const instanceScores = instances.map((instance, index) => excessOf(instance, packings[index] as Packing));

  const bins = mean(packings.map((packing) => packing.bins));
  const remaining = meanHistogram(packings);
  const fullBins = (remaining[0] as number) / bins;
  const openBins = remaining.slice(OPEN_FROM).reduce((total, count) => total + count, 0);
  const tightFirst = tightFirstShare(order);
  return {
    score: mean(instanceScores),
    metrics: { bins, lowerBound: mean(instances.map(({ lowerBound }) => lowerBound)), fullBins, openBins, tightFirst },
    // Longer instances show how a heuristic transfers. They are for reports, so search never learns about them.
    ...(split === 'test' ? { privateMetrics: { excess10000: longExcess(order) } } : {}),
    descriptors: [tightFirst, Math.log1p(openBins)],
    instances: instanceScores,
    ...(isScreening ? {} : { feedback: leftoverReport(remaining) }),
    // A picture of every candidate would fill the store; champions and reports have one.
    ...(split === 'train' ? {} : { artifacts: { picture: histogramPicture(remaining), remaining } }),
    behaviour: sha256(order),
  };
}

/** What was worked out for a candidate in earlier stages; gone with its handle. */
interface Work {
  readonly order: Uint8Array;
  readonly packings: Map<Instance, Packing>;
}

const done = new WeakMap<CandidateHandle, Work>();

function packOnce(instance: Instance, { order, packings }: Work): Packing {
  const packing = packings.get(instance) ?? pack(instance.items, order);
  packings.set(instance, packing);
  return packing;
}

/** Infinities order as well as other numbers do; NaN does not. */
function isPriority(answer: unknown): answer is number {
  return typeof answer === 'number' && !Number.isNaN(answer);
}

function longExcess(order: Uint8Array): number {
  return mean(longInstances().map((instance) => excessOf(instance, pack(instance.items, order))));
}

/** Mean number of bins by remaining capacity, 0 … 99. */
function meanHistogram(packings: readonly Packing[]): number[] {
  const total = new Array<number>(CAPACITY).fill(0);
  for (const { remaining } of packings) {
    for (let free = 0; free < CAPACITY; free += 1) total[free] = (total[free] as number) + (remaining[free] as number);
  }
  return total.map((count) => count / packings.length);
}

function invalid([item, remaining]: readonly [number, number], answer: unknown): InvalidAnswer {
  const shown = Number.isNaN(answer) ? 'NaN' : (JSON.stringify(answer) ?? 'nothing').slice(0, 60);
  return {
    invalid: `priority(${item}, ${remaining}) must answer a number, not ${shown}`,
    feedback: 'Guard 0/0, roots and logarithms of negative numbers, and remainders by 0. An exact fit has gap 0.',
  };
}
