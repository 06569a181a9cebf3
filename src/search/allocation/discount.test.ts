import { describe, expect, it } from 'vitest';
import { newArm } from '../../core/search.ts';
import { creditArm } from './discount.ts';

describe('creditArm', () => {
  it('forgets by the discount, one finished slot at a time', () => {
    let arm = { ...newArm('tune'), opened: 3 };
    arm = creditArm(arm, { reward: 1, compute: 100 }, 0.5);
    expect(arm).toEqual({ operator: 'tune', opened: 3, closed: 1, weight: 1, reward: 1, compute: 100 });
    arm = creditArm(arm, { reward: 0, compute: 20 }, 0.5);
    expect(arm).toEqual({ operator: 'tune', opened: 3, closed: 2, weight: 1.5, reward: 0.5, compute: 70 });
    arm = creditArm(arm, { reward: 0.5, compute: 0 }, 0.5);
    expect(arm).toEqual({ operator: 'tune', opened: 3, closed: 3, weight: 1.75, reward: 0.75, compute: 35 });
  });

  it('remembers about 1 / (1 − γ) slots, and everything at γ = 1', () => {
    const weightAfter = (slots: number, discount: number) => {
      let arm = newArm('tune');
      for (let slot = 0; slot < slots; slot++) arm = creditArm(arm, { reward: 1, compute: 1 }, discount);
      return arm.weight;
    };
    expect(weightAfter(2000, 0.98)).toBeCloseTo(50, 9);
    expect(weightAfter(2000, 1)).toBe(2000);
  });

  it('keeps rewards and compute in their ranges', () => {
    const arm = creditArm(newArm('tune'), { reward: 7, compute: -3 }, 0.9);
    expect(arm).toMatchObject({ reward: 1, compute: 0 });
    expect(creditArm(newArm('tune'), { reward: -7, compute: 0 }, 0.9).reward).toBe(0);
  });
});
