import { choleskyTimes, eigensystem, identity, triangleIndex } from './symmetric-matrix.ts';

/**
 * The search distribution of CMA-ES and its update: Hansen, "The CMA Evolution Strategy: A Tutorial", arXiv 1604.00772
 * (2016), equation numbers below; negative recombination weights included. Steps longer than any likely sample are
 * shortened as in Hansen, "Injecting External Solutions Into CMA-ES", arXiv 1110.4181 (2011), eq. 2 and 3, because a
 * sample may be told late, when the distribution has moved on.
 *
 *     x ~ N(mean, sigma² · C)
 */
export interface Distribution {
  readonly mean: readonly number[];
  readonly sigma: number;
  /** Upper triangle of C. */
  readonly covariance: readonly number[];
  /** Evolution path of the step size, p_σ. */
  readonly sigmaPath: readonly number[];
  /** Evolution path of the covariance matrix, p_c. */
  readonly covariancePath: readonly number[];
  readonly generation: number;
}

export function initialDistribution(dimensions: number, sigma: number): Distribution {
  const zeros = new Array<number>(dimensions).fill(0);
  return {
    mean: zeros,
    sigma,
    covariance: identity(dimensions),
    sigmaPath: zeros,
    covariancePath: zeros,
    generation: 0,
  };
}

/** λ = 4 + ⌊3 ln n⌋ (table 1). */
export function populationSizeFor(dimensions: number): number {
  return 4 + Math.floor(3 * Math.log(dimensions));
}

/** A sample; `normal` gives independent standard normal draws. */
export function sample({ mean, sigma, covariance }: Distribution, normal: () => number): number[] {
  const z = mean.map(() => normal());
  const y = choleskyTimes(covariance, mean.length, z);
  return mean.map((m, i) => m + sigma * (y[i] as number));
}

/** The distribution after one generation. `ranked` are the samples from best to worst; at least two. */
export function updated(distribution: Distribution, ranked: readonly (readonly number[])[]): Distribution {
  const { mean, sigma, covariance, generation } = distribution;
  const n = mean.length;
  const constants = strategyConstants(n, ranked.length);
  const { weights, muEffective, cSigma, dSigma, cC, c1, cMu, chi } = constants;

  const { values, vectors } = eigensystem(covariance, n);
  const scales = values.map((value) => 1 / Math.sqrt(Math.max(value, 1e-30)));
  // C^(−1/2) y = B D⁻¹ Bᵀ y
  const whiten = (y: readonly number[]): number[] => {
    const result = new Array<number>(n).fill(0);
    vectors.forEach((vector, k) => {
      const along = (scales[k] as number) * dot(vector, y);
      for (let i = 0; i < n; i++) result[i] = (result[i] as number) + along * (vector[i] as number);
    });
    return result;
  };

  const longest = Math.sqrt(n) + (2 * n) / (n + 2);
  const steps = ranked.map((x) => {
    const y = x.map((value, i) => (value - (mean[i] as number)) / sigma);
    const length = norm(whiten(y));
    return {
      y: length > longest ? y.map((value) => (value * longest) / length) : y,
      length: Math.min(length, longest),
    };
  });
  const positive = (weight: number): number => Math.max(0, weight);
  const shift = mean.map((_, i) =>
    steps.reduce((sum, { y }, k) => sum + positive(weights[k] as number) * (y[i] as number), 0),
  );

  // (43), (44): step-size control
  const gain = Math.sqrt(cSigma * (2 - cSigma) * muEffective);
  const whitened = whiten(shift);
  const sigmaPath = distribution.sigmaPath.map((p, i) => (1 - cSigma) * p + gain * (whitened[i] as number));
  const pathLength = norm(sigmaPath);
  const growth = Math.min(1, (cSigma / dSigma) * (pathLength / chi - 1));

  // (45): the path of the covariance matrix stalls while the step size grows fast
  const unbiased = pathLength / Math.sqrt(1 - (1 - cSigma) ** (2 * (generation + 1)));
  const isSteady = unbiased < (1.4 + 2 / (n + 1)) * chi ? 1 : 0;
  const pathGain = isSteady * Math.sqrt(cC * (2 - cC) * muEffective);
  const covariancePath = distribution.covariancePath.map((p, i) => (1 - cC) * p + pathGain * (shift[i] as number));

  // (46), (47): rank-one and rank-μ update; a negative weight is scaled so that C stays positive definite
  const signed = steps.map(({ length }, k) => {
    const weight = weights[k] as number;
    return weight >= 0 ? weight : (weight * n) / Math.max(length ** 2, 1e-30);
  });
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0);
  const keep = 1 + c1 * (1 - isSteady) * cC * (2 - cC) - c1 - cMu * weightSum;
  const next = new Array<number>(covariance.length);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      const at = triangleIndex(n, i, j);
      let rankMu = 0;
      steps.forEach(({ y }, k) => {
        rankMu += (signed[k] as number) * (y[i] as number) * (y[j] as number);
      });
      const rankOne = (covariancePath[i] as number) * (covariancePath[j] as number);
      next[at] = keep * (covariance[at] as number) + c1 * rankOne + cMu * rankMu;
    }
  }

  return {
    mean: mean.map((m, i) => m + sigma * (shift[i] as number)),
    sigma: sigma * Math.exp(growth),
    covariance: next,
    sigmaPath,
    covariancePath,
    generation: generation + 1,
  };
}

/** Default strategy parameters (table 1; 49–58). */
function strategyConstants(n: number, lambda: number) {
  const raw = Array.from({ length: lambda }, (_, i) => Math.log((lambda + 1) / 2) - Math.log(i + 1));
  const mu = Math.floor(lambda / 2);
  const [best, rest] = [raw.slice(0, mu), raw.slice(mu)];
  const sumOf = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0);
  const massOf = (list: readonly number[]): number => sumOf(list) ** 2 / Math.max(sumOf(list.map((w) => w * w)), 1e-30);
  const [muEffective, muNegative] = [massOf(best), massOf(rest)];
  const cSigma = (muEffective + 2) / (n + muEffective + 5);
  const dSigma = 1 + 2 * Math.max(0, Math.sqrt((muEffective - 1) / (n + 1)) - 1) + cSigma;
  const cC = (4 + muEffective / n) / (n + 4 + (2 * muEffective) / n);
  const c1 = 2 / ((n + 1.3) ** 2 + muEffective);
  const cMu = Math.min(1 - c1, (2 * (0.25 + muEffective + 1 / muEffective - 2)) / ((n + 2) ** 2 + muEffective));
  const alpha = Math.min(1 + c1 / cMu, 1 + (2 * muNegative) / (muEffective + 2), (1 - c1 - cMu) / (n * cMu));
  const positiveSum = sumOf(raw.filter((w) => w > 0));
  const negativeSum = -sumOf(raw.filter((w) => w < 0));
  const weights = raw.map((w) => (w >= 0 ? w / positiveSum : (alpha * w) / negativeSum));
  const chi = Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
  return { weights, muEffective, cSigma, dSigma, cC, c1, cMu, chi };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}

function norm(vector: readonly number[]): number {
  return Math.sqrt(dot(vector, vector));
}
