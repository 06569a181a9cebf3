import { describe, expect, it } from 'vitest';
import { newArm } from '../../core/search.ts';
import { meanComputes } from './mean-compute.ts';

const arm = (weight: number, compute: number) => ({ ...newArm('any'), weight, compute });

describe('meanComputes', () => {
  it.each([
    { title: 'means', arms: [arm(4, 8), arm(1, 10)], means: [2, 10] },
    { title: 'an arm without slots gets the mean over all', arms: [arm(3, 9), arm(1, 3), arm(0, 0)], means: [3, 3, 3] },
    { title: 'a free arm counts as a thousandth of the average', arms: [arm(5, 0), arm(5, 100)], means: [0.01, 20] },
    { title: 'all free', arms: [arm(5, 0), arm(1, 0)], means: [1, 1] },
    { title: 'nothing known', arms: [arm(0, 0), arm(0, 0)], means: [1, 1] },
  ])('$title', ({ arms, means }) => {
    expect(meanComputes(arms)).toEqual(means);
  });
});
