/**
 * Noise: an evaluator whose score is a draw is called several times for one candidate. Each call is a *repeat* with a number
 * and a seed of its own; draws are never used twice for one candidate, so a lucky one cannot come back.
 */

/** How often one stage is evaluated for one candidate: racing decides between the two. */
export interface Repeats {
  /** ≥ 1. */
  readonly least: number;
  /** ≥ `least`. */
  readonly most: number;
}

/**
 * `own`: every candidate draws its own seeds. `common`: repeat i has the same seed for all, which makes differences sharper
 * where the noise comes from instances (common random numbers).
 */
export type Draws = 'own' | 'common';

/** One of a candidate's repeats. */
export interface Repetition {
  readonly repeat: number;
  readonly draws: Draws;
}

/** What a noisy task asks for: on all stages that say nothing else. */
export interface Noise extends Repeats {
  readonly draws: Draws;
}

/** How a run deals with noise, with every default spelled out. */
export interface NoiseSpec {
  readonly draws: Draws;
  /** Repeats that a candidate in doubt gets on the score stage, and that a best gets at a time when it is measured again. */
  readonly most: number;
  /** The most that one candidate takes: evaluations, and step limits. */
  readonly reserve: { readonly evaluations: number; readonly sessions: number };
  /** Racing drops a candidate when this is all the chance it has to be better than the incumbent: 0 to 0.5. */
  readonly doubt: number;
  /** The share of all evaluations that measuring the best again may take during the search. */
  readonly confirmShare: number;
  /** Candidates of the final round, and the share of the budget that is kept for it. */
  readonly finalists: number;
  readonly finalShare: number;
}

/** What a race goes by: the incumbent and the noise as the slot saw them. All numbers are merits. */
export interface RaceTarget {
  readonly mean: number;
  /** Repeats behind `mean`. */
  readonly count: number;
  /** Sum of squares within candidates, and its degrees of freedom. */
  readonly squares: number;
  readonly degrees: number;
  /** The incumbent's merits by repeat, where draws are common. */
  readonly repeats?: readonly number[];
}

/** Spread of repeats around their candidate's mean, pooled over candidates. */
export interface WithinSpread {
  readonly squares: number;
  readonly degrees: number;
}

/** Discounted moments of candidates' mean merits on the score stage. */
export interface PopulationSpread {
  readonly weight: number;
  readonly mean: number;
  /** Weighted sum of squares around `mean`. */
  readonly squares: number;
  /** Weighted sum of 1 / repeats. */
  readonly reciprocals: number;
}

export const NO_SPREAD: WithinSpread = { squares: 0, degrees: 0 };
export const NO_POPULATION: PopulationSpread = { weight: 0, mean: 0, squares: 0, reciprocals: 0 };

/** What a candidate counts for after one more: half of the weight is with the latest 34. */
const FADING = 0.98;

/** Adds the repeats of one candidate. */
export function addWithin(spread: WithinSpread, repeats: readonly number[]): WithinSpread {
  const [first] = repeats;
  if (first === undefined) return spread;
  // From the first one on, so that equal repeats have no spread at all, whatever is rounded.
  let sum = 0;
  for (const value of repeats) sum += value - first;
  const mean = first + sum / repeats.length;
  let { squares } = spread;
  for (const value of repeats) squares += (value - mean) ** 2;
  // Scores near the largest number there is say nothing about the others.
  if (!Number.isFinite(squares)) return spread;
  return { squares, degrees: spread.degrees + repeats.length - 1 };
}

/** Adds a candidate's mean, with all before it discounted (West 1979, incremental weighted mean and variance). */
export function addToPopulation(population: PopulationSpread, mean: number, repeats: number): PopulationSpread {
  const faded = population.weight * FADING;
  const weight = faded + 1;
  const difference = mean - population.mean;
  const squares = population.squares * FADING + (difference * difference * faded) / weight;
  if (!Number.isFinite(squares)) return population;
  return {
    weight,
    mean: population.mean + difference / weight,
    squares,
    reciprocals: population.reciprocals * FADING + 1 / repeats,
  };
}
