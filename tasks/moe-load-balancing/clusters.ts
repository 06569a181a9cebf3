import { type Key, type Random, randomFrom, subKey } from '../../src/base/random.ts';

/** Numbers that describe a token. */
export const WIDTH = 8;
export const CLASSES = 6;
const CLUSTERS = 12;
/** Share of a cluster: (1 + rank)^−SKEW, normalised; the largest of 12 holds about a quarter of all tokens. */
const SKEW = 0.9;
/** Distance of tokens from the centre of their cluster, in each direction; centres are about 1 from 0. */
const SPREAD = 0.35;
/** Scale of the logits within a cluster; larger means labels with less noise. */
const SHARPNESS = 6;

/** Tokens with labels; `inputs` is tokens × WIDTH, row by row, and `labels` are 0 … CLASSES − 1. */
export interface Tokens {
  readonly count: number;
  readonly inputs: Float64Array;
  readonly labels: Uint8Array;
  /** Mean cross-entropy in nats of somebody who knows how labels are drawn: no model is better in the long run. */
  readonly floor: number;
}

/** A source of tokens whose structure is known: clusters of unequal size, each with a labelling rule of its own. */
export interface TokenSource {
  /** Draws of different purposes are different tokens of the same source. */
  draw(purpose: string, count: number): Tokens;
}

/**
 * A token is the centre of a cluster plus normal noise. Within a cluster, the label is drawn from the softmax of a linear
 * map of the noise, and each cluster has another map: one linear rule for all tokens is poor, and an expert that sees
 * few clusters learns theirs. Clusters are of unequal size, so experts that specialise by cluster are of unequal load:
 * cross-entropy and balance pull in different directions.
 */
export function tokenSource(key: Key): TokenSource {
  const random = randomFrom(subKey(key, 'clusters'));
  const centres = normals(random, CLUSTERS * WIDTH, 1);
  const maps = normals(random, CLUSTERS * WIDTH * CLASSES, SHARPNESS / Math.sqrt(WIDTH));
  const shares = Array.from({ length: CLUSTERS }, (_, rank) => (1 + rank) ** -SKEW);
  return { draw: (purpose, count) => drawTokens(randomFrom(subKey(key, purpose)), count, { centres, maps, shares }) };
}

interface Clusters {
  readonly centres: Float64Array;
  readonly maps: Float64Array;
  readonly shares: readonly number[];
}

const RANKS = Array.from({ length: CLUSTERS }, (_, rank) => rank);

function drawTokens(random: Random, count: number, { centres, maps, shares }: Clusters): Tokens {
  const inputs = new Float64Array(count * WIDTH);
  const labels = new Uint8Array(count);
  const noise = new Float64Array(WIDTH);
  let surprise = 0;
  for (let token = 0; token < count; token += 1) {
    const cluster = random.pickWeighted(RANKS, shares);
    for (let at = 0; at < WIDTH; at += 1) {
      noise[at] = random.normal();
      inputs[token * WIDTH + at] = (centres[cluster * WIDTH + at] as number) + SPREAD * (noise[at] as number);
    }
    const weights = Array.from({ length: CLASSES }, (_, label) => {
      let logit = 0;
      for (let at = 0; at < WIDTH; at += 1) {
        logit += (noise[at] as number) * (maps[(cluster * WIDTH + at) * CLASSES + label] as number);
      }
      return Math.exp(logit);
    });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const label = random.pickWeighted(
      weights.map((_, index) => index),
      weights,
    );
    labels[token] = label;
    surprise -= Math.log((weights[label] as number) / total);
  }
  return { count, inputs, labels, floor: surprise / count };
}

/** Independent normal numbers with mean 0. */
export function normals(random: Random, count: number, deviation: number): Float64Array {
  return Float64Array.from({ length: count }, () => deviation * random.normal());
}
