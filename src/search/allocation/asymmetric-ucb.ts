/**
 * Asymmetric upper confidence bound in log space: rewards are exponentials of gains, so that one large improvement
 * outweighs many small ones, and only improvements count.
 *
 *   gain   = max(0, merit of the child − max(parent, best seed program)); 0 for a failed or rejected child
 *   S_i    ← γ·S_i + (e^(sharpness · gain) − 1),   w_i ← γ·w_i + 1
 *   u_i    = (S_i / w_i) / max_j (S_j / w_j),   0 where nothing was gained
 *   score_i = u_i + exploration · √(2 ln t / n_i),   n_i = slots opened,  t = Σ n_j
 *   bonus_i = costExploration · (max_j c_j − min_j c_j) · √(2 ln t / closed_i),   c_i = mean compute of a slot
 *   cheap_i = (min_j x_j / x_i)^costPower,   x_i = max(c_i − bonus_i, smallest share of the mean)
 *   value_i = (1 − costWeight) · score_i + costWeight · cheap_i
 *
 * The arm of the largest value gets 1 − ε, the others share ε; arms that were never opened come first, in random order.
 * S is kept as its logarithm (`Arm.logGain`), because e^gain overflows where merits are large.
 *
 * Arms that know earlier runs (`priors.ts`; p_i slots are left of what they said, of reward q_i) blend in the relative
 * rewards of those. Gains cannot be taken over, because merits of two tasks have no common unit; shares of the best can:
 *
 *   u_i ← (w_i·u_i + p_i·v_i) / (w_i + p_i),   v_i = (q_i / p_i) / max_j (q_j / p_j)
 *
 * and the p_i count as slots in n_i, t, closed_i and c_i.
 *
 * What differs from the published code: a failed slot lowers its arm's mean (there it counts as tried and changes the
 * mean of nobody); an arm ages with its own slots only (`discount.ts`); the published ratio of a reference percentile to
 * x_i, divided by the largest such ratio, is min x_j / x_i whatever the percentile, so there is no such option; the
 * smallest x_i is a share of the mean instead of 1e−7 dollars.
 *
 * Source: ShinkaEvolve, R. T. Lange, Y. Imajuku, E. Cetin 2025, arXiv 2509.19349, bandit over models; the cost terms are
 * in the published code. Base rule: P. Auer, N. Cesa-Bianchi, P. Fischer 2002 (UCB1).
 */
import { z } from 'zod';
import type { Random } from '../../base/random.ts';
import type { Allocator, Arm } from '../../core/search.ts';
import { creditArm, discountOption } from './discount.ts';
import { indexOfMax } from './exploring.ts';
import { meanComputes } from './mean-compute.ts';
import { type PriorLeft, priorsLeft, priorsOption, withPriors } from './priors.ts';

/** No arm counts as cheaper than this share of the mean arm. */
const SMALLEST_SHARE = 1e-3;

export const asymmetricUcbOptions = z.strictObject({
  /** γ, above 0 and at most 1. */
  discount: discountOption.default(0.95),
  /** Weight of the confidence term, 0 … 100. */
  exploration: z.number().min(0).max(100).default(1),
  /** Share of slots that goes to the arms that are not the best, 0 … 1. */
  epsilon: z.number().min(0).max(1).default(0.2),
  /** What a gain is multiplied by before it is raised, above 0: at 1 a gain of ln 2 counts 1. */
  sharpness: z.number().positive().max(1e12).default(1),
  /** How much being cheap counts against being good, 0 … 1. */
  costWeight: z.number().min(0).max(1).default(0.5),
  /** Weight of the benefit of the doubt about costs, 0 … 100. */
  costExploration: z.number().min(0).max(100).default(0.1),
  /** 0 … 10; above 1 the cheapest arm stands out more. */
  costPower: z.number().min(0).max(10).default(1),
  /** What earlier runs say of each operator, by name. */
  priors: priorsOption,
});

type Settings = z.output<typeof asymmetricUcbOptions>;

export function asymmetricUcb(options: z.input<typeof asymmetricUcbOptions> = {}): Allocator {
  const settings = asymmetricUcbOptions.parse(options);
  return {
    name: 'asymmetric-ucb',
    choose(arms, random) {
      const unseen = arms.flatMap(({ opened }, index) => (opened === 0 ? [index] : []));
      if (unseen.length > 0) return random.pick(unseen);
      const best = indexOfMax(armValues(arms, settings));
      return arms.length > 1 && random.chance(settings.epsilon) ? another(best, arms.length, random) : best;
    },
    credit(arm, outcome) {
      const logGain = addGain(arm.logGain, outcome.gain ?? outcome.reward, settings);
      return { ...creditArm(arm, outcome, settings.discount), ...(logGain !== undefined && { logGain }) };
    },
  };
}

/** value_i of every arm; each must have been opened at least once. */
export function armValues(arms: readonly Arm[], settings: Omit<Settings, 'epsilon' | 'sharpness'>): number[] {
  const { exploration, costWeight, priors, discount } = settings;
  const left = priorsLeft(arms, priors, discount);
  const opened = arms.map((arm, index) => arm.opened + (left[index] as PriorLeft).weight);
  const total = opened.reduce((sum, slots) => sum + slots, 0);
  const confidence = (slots: number): number => Math.sqrt((2 * Math.log(total)) / Math.max(slots, 1));
  const gains = blended(arms, left);
  const closed = arms.map((arm, index) => arm.closed + (left[index] as PriorLeft).weight);
  const cheapness = cheapnessOf(withPriors(arms, priors, discount), closed, settings, confidence);
  return arms.map((_, index) => {
    const score = (gains[index] as number) + exploration * confidence(opened[index] as number);
    return (1 - costWeight) * score + costWeight * (cheapness[index] as number);
  });
}

/** u_i with what is left of earlier runs. */
function blended(arms: readonly Arm[], left: readonly PriorLeft[]): number[] {
  const own = relativeGains(arms);
  const means = left.map(({ weight, reward }) => (weight > 0 ? reward / weight : 0));
  const largest = Math.max(...means);
  return own.map((gain, index) => {
    const { weight } = left[index] as PriorLeft;
    if (weight === 0) return gain;
    const slots = (arms[index] as Arm).weight;
    const earlier = largest > 0 ? (means[index] as number) / largest : 0;
    return (slots * gain + weight * earlier) / (slots + weight);
  });
}

/** u_i of this run alone. The largest mean is taken off before the exponential: the best has 1 however large it is. */
function relativeGains(arms: readonly Arm[]): number[] {
  const means = arms.map(({ logGain, weight }) =>
    logGain === undefined || weight === 0 ? Number.NEGATIVE_INFINITY : logGain - Math.log(weight),
  );
  const largest = Math.max(...means);
  return means.map((mean) => (mean === Number.NEGATIVE_INFINITY ? 0 : Math.exp(mean - largest)));
}

function cheapnessOf(
  arms: readonly Arm[],
  closed: readonly number[],
  { costExploration, costPower }: Pick<Settings, 'costExploration' | 'costPower'>,
  confidence: (slots: number) => number,
): number[] {
  const means = meanComputes(arms);
  const spread = Math.max(...means) - Math.min(...means);
  const floor = (SMALLEST_SHARE * means.reduce((sum, mean) => sum + mean, 0)) / means.length;
  const doubted = means.map((mean, index) => {
    const bonus = costExploration * spread * confidence(closed[index] as number);
    return Math.max(mean - bonus, floor);
  });
  const cheapest = Math.min(...doubted);
  return doubted.map((cost) => (cheapest / cost) ** costPower);
}

/** The logarithm of γ·S + e^(sharpness · gain) − 1; undefined while that is 0. */
function addGain(
  logGain: number | undefined,
  gain: number,
  { discount, sharpness }: Pick<Settings, 'discount' | 'sharpness'>,
): number | undefined {
  const before = logGain === undefined ? Number.NEGATIVE_INFINITY : logGain + Math.log(discount);
  const after = logSum(before, logOfExpMinusOne(sharpness * Math.min(Math.max(gain, 0), Number.MAX_VALUE)));
  return Number.isFinite(after) ? after : logGain;
}

/** ln(e^a + e^b) without overflow. */
function logSum(a: number, b: number): number {
  const larger = Math.max(a, b);
  return larger === Number.NEGATIVE_INFINITY ? larger : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
}

/** ln(e^x − 1) for x ≥ 0; above 40 the 1 is lost in rounding and the answer is x. */
function logOfExpMinusOne(x: number): number {
  return x > 40 ? x : Math.log(Math.expm1(x));
}

/** Any arm but one, all equally likely. */
function another(one: number, count: number, random: Random): number {
  const index = random.integer(count - 1);
  return index < one ? index : index + 1;
}
