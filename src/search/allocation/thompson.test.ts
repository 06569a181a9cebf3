import { describe, expect, it } from 'vitest';
import { simulate, simulateFrom } from '../../../testing/conformance/allocator.ts';
import { assertFrequencies, countDraws } from '../../../testing/conformance/chi-squared.ts';
import { randomFrom, slotKey } from '../../base/random.ts';
import { type Arm, newArm } from '../../core/search.ts';
import { thompson } from './thompson.ts';

const arm = (parts: Partial<Arm>): Arm => ({ ...newArm('any'), opened: 1, closed: 1, ...parts });

function counts(options: Parameters<typeof thompson>[0], arms: readonly Arm[]): number[] {
  const indices = arms.map((_, index) => index);
  const allocator = thompson({ floor: 0, failures: 1, ...options });
  return countDraws(indices, 6000, (slot) => allocator.choose(arms, randomFrom(slotKey(4, slot, 'operator'))));
}

describe('thompson', () => {
  it('chooses an arm as often as its draw is the largest', () => {
    // Beta(2, 1) against Beta(1, 1): P(X > Y) = ∫ 2x · x dx = 2/3.
    const arms = [arm({ weight: 1, reward: 1, compute: 1 }), arm({ weight: 0 })];
    assertFrequencies(counts({}, arms), [2, 1]);
  });

  it('divides by the mean compute', () => {
    // Hardly any history, so both draws are uniform: P(X / 1 > Y / 4) = 1 − 1/8.
    const arms = [arm({ weight: 1e-12, compute: 1e-12 }), arm({ weight: 1e-12, compute: 4e-12 })];
    assertFrequencies(counts({}, arms), [7, 1]);
  });

  it('starts from its prior', () => {
    // Beta(3, 1) for both arms; a failure makes the second Beta(3, 2): P(X > Y) = ∫ 3x² · (4x³ − 3x⁴) dx = 2 − 9/7.
    const arms = [arm({ weight: 0 }), arm({ weight: 1, reward: 0, compute: 0 })];
    assertFrequencies(counts({ successes: 3 }, arms), [5, 2]);
  });

  it('finds an operator that becomes useful later', () => {
    const allocator = thompson({ discount: 0.95 });
    const first = simulateFrom(allocator, [newArm('early'), newArm('late')], 300, [0.5, 0], [1, 1]);
    const second = simulateFrom(allocator, first, 900, [0, 0.5], [1, 1]);
    const slots = second.map(({ opened }, index) => opened - (first[index] as Arm).opened) as [number, number];
    expect(first[0]?.opened).toBeGreaterThan(200);
    expect(slots[1]).toBeGreaterThan(2 * slots[0]);
  });

  it('is worth more than even shares where operators differ, and never does much harm', () => {
    const probabilities = [0.3, 0.05, 0.05, 0.02];
    const costs = [1, 1, 1, 1];
    const shares = simulate(thompson(), 1000, probabilities, costs);
    const earned = shares.reduce((sum, slots, index) => sum + slots * (probabilities[index] as number), 0);
    expect(earned).toBeGreaterThan(1.5 * 1000 * (0.42 / 4));
  });
});
