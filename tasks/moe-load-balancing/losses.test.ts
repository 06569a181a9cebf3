import { beforeAll, describe, expect, it } from 'vitest';
import { createProgram, type Program } from '../../src/core/program.ts';
import { trustedCandidate } from '../../src/tasks/trusted-candidate.ts';
import { type TaskUnderTest, taskUnderTest } from '../shared/task-under-test.ts';
import { gradientsOf } from './evaluator.ts';

/** Global-batch load balancing, N · Σ f · P (Qiu et al. 2025, arXiv 2501.11873). */
const GLOBAL_BATCH = `
export function balanceLoss(f, P) {
  return f.length * f.reduce((sum, share, i) => sum + share * P[i], 0);
}`;

/**
 * What ShinkaEvolve found (arXiv 2509.19349, section 4.4), for one layer:
 * N · Σ f · P + 0.1 · s(P) · Σ max(0, τ − f), s = 0.5 + (1 − H(P) / ln N), τ = 0.064 / N.
 */
const DISCOVERED = `
export function balanceLoss(f, P) {
  const n = f.length;
  const entropy = P.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);
  const s = 0.5 + (1 - entropy / Math.log(n));
  const starved = f.reduce((sum, share) => sum + Math.max(0, 0.064 / n - share), 0);
  return n * f.reduce((sum, share, i) => sum + share * P[i], 0) + 0.1 * s * starved;
}`;

const NO_LOSS = 'export function balanceLoss() { return 0; }';

const program = (text: string): Program =>
  createProgram({ language: 'javascript', entry: 'loss.js', files: { 'loss.js': text } });

let subject: TaskUnderTest;
beforeAll(async () => {
  subject = await taskUnderTest('moe-load-balancing');
});

/** The discovered loss in the terms of the seed program. */
const discoveredBySeed = (): Program =>
  subject.changed([
    'return frequency * probability;',
    'return frequency * probability + 0.1 * (1.5 - entropy) * Math.max(0, 0.064 - frequency);',
  ]);

// Worked by hand. Four experts: 4 · (0.2 + 0.075 + 0.05 + 0) = 1.3; H(P) = 1.2798542, H / ln 4 = 0.9232197, s = 0.5767803,
// and one expert lacks τ = 0.016: 0.1 · 0.5767803 · 0.016 = 0.0009228.
// Two experts, all selections to one: 2 · 0.75 = 1.5; H / ln 2 = 0.8112781, s = 0.6887219, τ = 0.032: 0.0022039.
const VECTORS: readonly (readonly [string, number[], number[], number, number])[] = [
  ['four experts, one starved', [0.5, 0.25, 0.25, 0], [0.4, 0.3, 0.2, 0.1], 1.3, 1.3009228],
  ['two experts, one starved', [1, 0], [0.75, 0.25], 1.5, 1.5022039],
  ['even shares', [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], 1, 1],
  ['a share above the limit', [0.9, 0.1], [0.5, 0.5], 1, 1],
];

describe('the losses', () => {
  it.each(VECTORS)('of %s', async (_name, f, P, global, discovered) => {
    const lossBy = async (one: Program) => (await (await trustedCandidate(one)).call('balanceLoss', [[f, P]]))[0];
    expect(await lossBy(subject.seed)).toBeCloseTo(global, 7);
    expect(await lossBy(program(GLOBAL_BATCH))).toBeCloseTo(global, 7);
    expect(await lossBy(program(DISCOVERED))).toBeCloseTo(discovered, 7);
    expect(await lossBy(discoveredBySeed())).toBeCloseTo(discovered, 7);
  });
});

describe('gradientsOf', () => {
  const [, frequencies, probabilities] = VECTORS[0] as (typeof VECTORS)[number];
  const gradientOf = async (one: Program): Promise<readonly number[]> => {
    const found = await gradientsOf(await trustedCandidate(one), [{ frequencies, probabilities }]);
    if (typeof found === 'string') throw new Error(found);
    return found[0] as readonly number[];
  };

  it('is N · f for the global-batch loss: selections are counts and have no gradient', async () => {
    expect(await gradientOf(subject.seed)).toEqual([2, 1, 1, 0].map((slope) => expect.closeTo(slope, 6)));
  });

  it('is that plus 0.1 · deficit · (ln P + 1) / ln N for the discovered loss', async () => {
    const lift = probabilities.map((p) => (0.1 * 0.016 * (Math.log(p) + 1)) / Math.log(4));
    const expected = [2, 1, 1, 0].map((slope, index) => slope + (lift[index] as number));
    expect(await gradientOf(program(DISCOVERED))).toEqual(expected.map((slope) => expect.closeTo(slope, 6)));
  });
});

describe('the experiment', () => {
  it('gives the discovered loss, written either way, one score', async () => {
    const own = await subject.measure(program(DISCOVERED));
    const bySeed = await subject.measure(discoveredBySeed());
    expect(own.score).toBeCloseTo(bySeed.score, 1);
  });

  it('needs a balancing loss: without one, some experts starve and the score is worse by more than 0.1', async () => {
    const [without, global, discovered] = [
      await subject.measure(program(NO_LOSS), 'test'),
      await subject.measure(subject.seed, 'test'),
      await subject.measure(program(DISCOVERED), 'test'),
    ];
    expect(without.score).toBeGreaterThan(global.score + 0.1);
    expect(without.score).toBeGreaterThan(discovered.score + 0.1);
    // What is paid for balance: without the loss the labels are predicted a little better.
    expect(without.metrics?.crossEntropy).toBeLessThan(global.metrics?.crossEntropy as number);
    expect(without.metrics?.imbalance).toBeGreaterThan(1.3 * (global.metrics?.imbalance as number));
    // The two differ by less than the spread between data seeds: the added term is hardly ever at work (README).
    expect(Math.abs(global.score - discovered.score)).toBeLessThan(0.05);
    expect(global.artifacts?.picture).toMatch(/^<svg .*<\/svg>$/);
    expect(Object.keys(global.privateMetrics ?? {})).toEqual(['larger']);
  });

  it('repeats to the last bit, also for a candidate that was screened first', async () => {
    const screened = await trustedCandidate(subject.seed);
    const quick = await subject.task.evaluate(screened, { stage: 'quick', split: 'train', seed: 0 });
    expect(quick).toMatchObject({ instances: [expect.any(Number)] });
    const later = await subject.measure(screened);
    expect(later).toEqual(await subject.measure(subject.seed));
    expect(later.instances?.[0]).toBe('instances' in quick ? quick.instances?.[0] : undefined);
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [2e6], ['1'], [null], [[1]]])('refuses %j', async (answer) => {
    expect(await subject.reasonAgainst(subject.answering(answer))).toContain(
      'must answer a number of size at most 1e6',
    );
  });
});
