import { describe, expect, it } from 'vitest';
import { assertFrequencies, countDraws } from '../../../testing/conformance/chi-squared.ts';
import { randomFrom, slotKey } from '../../base/random.ts';
import { newArm } from '../../core/search.ts';
import { fixed } from './fixed.ts';

const arms = ['diff', 'full', 'cross'].map(newArm);

function counts(options: Parameters<typeof fixed>[0]): number[] {
  return countDraws([0, 1, 2], 4000, (slot) => fixed(options).choose(arms, randomFrom(slotKey(2, slot, 'operator'))));
}

describe('fixed', () => {
  it('follows its weights', () => {
    assertFrequencies(counts({ weights: { diff: 6, full: 3, cross: 1 } }), [0.6, 0.3, 0.1]);
  });

  it('is uniform without weights', () => {
    assertFrequencies(counts({}), [1, 1, 1]);
  });

  it('never chooses an operator without a weight', () => {
    assertFrequencies(counts({ weights: { full: 2, unknown: 9 } }), [0, 1, 0]);
  });

  it.each([{ weights: {} }, { weights: { unknown: 1 } }, { weights: { full: 0 } }])('refuses %o', (options) => {
    expect(() => counts(options)).toThrow(/KAIZEN_WEIGHTS_EMPTY[\s\S]*wanted: a weight for one of: diff, full, cross/);
  });

  it('keeps plain sums for reports', () => {
    const credit = fixed().credit;
    const arm = credit(credit(newArm('diff'), { reward: 1, compute: 4 }), { reward: 0.5, compute: 4 });
    expect(arm).toMatchObject({ closed: 2, weight: 2, reward: 1.5, compute: 8 });
  });
});
