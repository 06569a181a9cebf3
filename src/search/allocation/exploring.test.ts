import { describe, expect, it } from 'vitest';
import { assertFrequencies, countDraws } from '../../../testing/conformance/chi-squared.ts';
import { randomFrom, slotKey } from '../../base/random.ts';
import { newArm } from '../../core/search.ts';
import { exploring, indexOfMax } from './exploring.ts';

const arms = (...opened: number[]) => opened.map((count) => ({ ...newArm('any'), opened: count }));

function counts(floor: number, ...opened: number[]): number[] {
  const indices = opened.map((_, index) => index);
  return countDraws(indices, 4000, (slot) =>
    exploring(arms(...opened), floor, randomFrom(slotKey(5, slot, 'operator')), () => 0),
  );
}

describe('exploring', () => {
  it('takes arms that were never opened first, in order', () => {
    assertFrequencies(counts(0.1, 3, 0, 0), [0, 1, 0]);
  });

  it('gives each arm the floor, and the rest to the rule', () => {
    assertFrequencies(counts(0.05, 1, 1, 1, 1), [0.85, 0.05, 0.05, 0.05]);
    assertFrequencies(counts(0, 1, 1, 1), [1, 0, 0]);
  });

  it('is uniform where the floor is more than there is', () => {
    assertFrequencies(counts(0.5, 1, 1, 1), [1, 1, 1]);
  });
});

describe('indexOfMax', () => {
  it.each([
    { values: [1, 3, 2], index: 1 },
    { values: [2, 2, 2], index: 0 },
    { values: [-5, -1], index: 1 },
  ])('of $values is $index', ({ values, index }) => {
    expect(indexOfMax(values)).toBe(index);
  });
});
