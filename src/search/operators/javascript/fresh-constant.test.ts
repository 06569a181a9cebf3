import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../base/random.ts';
import { freshConstant } from './fresh-constant.ts';

function draws(known: readonly number[], count = 2_000): number[] {
  const random = randomFrom({ seed: 1, path: '/constants' });
  return Array.from({ length: count }, () => Number(freshConstant(known, random).text));
}

describe('freshConstant', () => {
  it('draws finite numbers over many orders of magnitude, some of them negative', () => {
    const values = draws([]);
    expect(values.every(Number.isFinite)).toBe(true);
    expect(values.filter((value) => value < 0).length / values.length).toBeCloseTo(0.12, 1);
    for (const [low, high] of [
      [0.01, 0.1],
      [0.1, 1],
      [1, 10],
      [10, 101],
    ] as const)
      expect(values.filter((value) => low <= value && value < high).length).toBeGreaterThan(100);
  });

  it('repeats the literals of the program, and stays near them', () => {
    const values = draws([7777]);
    expect(values.filter((value) => Math.abs(value) === 7780).length).toBeGreaterThan(200);
    expect(values.filter((value) => value > 3_000 && value < 20_000).length).toBeGreaterThan(400);
  });

  it('writes three digits at most', () => {
    const random = randomFrom({ seed: 2, path: '/constants' });
    for (let i = 0; i < 500; i++)
      expect(
        freshConstant([1 / 3], random)
          .text.replace(/e.*/, '')
          .replace(/\D|^0+/g, '')
          .replace(/^0+|0+$/g, '').length,
      ).toBeLessThanOrEqual(3);
  });
});
