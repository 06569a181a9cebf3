import { describe, expect, it } from 'vitest';
import { simulate, simulateFrom } from '../../../testing/conformance/allocator.ts';
import { randomFrom, slotKey } from '../../base/random.ts';
import { type Arm, newArm } from '../../core/search.ts';
import { ucb, upperBounds } from './ucb.ts';

const arm = (parts: Partial<Arm>): Arm => ({ ...newArm('any'), ...parts });

describe('upperBounds', () => {
  it('is the relative rate plus the confidence term', () => {
    const arms = [
      // Rate (4/10) / (20/10) = 0.2, the best; n = 10.
      arm({ opened: 10, closed: 10, weight: 10, reward: 4, compute: 20 }),
      // Rate (3/5) / (30/5) = 0.1, half of the best; n = 5 + 1 still open.
      arm({ opened: 6, closed: 5, weight: 5, reward: 3, compute: 30 }),
    ];
    const [first, second] = upperBounds(arms, 1) as [number, number];
    // T = 16: √(ln 16 / 10) = 0.526554, √(ln 16 / 6) = 0.679778.
    expect(first).toBeCloseTo(1.526554, 6);
    expect(second).toBeCloseTo(1.179778, 6);
    expect(upperBounds(arms, 0)[1]).toBeCloseTo(0.5, 12);
  });

  it('does not depend on the unit of compute', () => {
    const arms = (unit: number) =>
      [3, 1, 8].map((compute, index) =>
        arm({ opened: 4, closed: 4, weight: 4, reward: index, compute: compute * unit }),
      );
    const bounds = upperBounds(arms(1), 0.5);
    upperBounds(arms(1e6), 0.5).forEach((bound, index) => {
      expect(bound).toBeCloseTo(bounds[index] as number, 12);
    });
  });

  it('an arm of which nothing finished yet takes the mean rate', () => {
    const done = arm({ opened: 1, closed: 1, weight: 1, reward: 1, compute: 1 });
    const idle = arm({ opened: 1, closed: 1, weight: 1, reward: 0, compute: 1 });
    expect(upperBounds([done, idle, arm({ opened: 1 })], 0)).toEqual([1, 0, 0.5]);
  });

  it('explores only, evenly, while nothing was earned', () => {
    const arms = [5, 3, 9].map((slots) => arm({ opened: slots, closed: slots, weight: slots, compute: slots }));
    const bounds = upperBounds(arms, 1);
    expect(bounds[1]).toBe(Math.max(...bounds));
    expect(upperBounds(arms, 0)).toEqual([0, 0, 0]);
  });
});

describe('ucb', () => {
  it('spreads slots that are open at the same time', () => {
    const arms = [0.6, 0.5, 0.4].map((reward) =>
      arm({ opened: 5, closed: 5, weight: 5, reward: reward * 5, compute: 5 }),
    );
    const allocator = ucb({ floor: 0, exploration: 1 });
    for (let slot = 0; slot < 16; slot++) {
      const index = allocator.choose(arms, randomFrom(slotKey(1, slot, 'operator')));
      arms[index] = { ...(arms[index] as Arm), opened: (arms[index] as Arm).opened + 1 };
    }
    expect(arms.every(({ opened }) => opened > 5)).toBe(true);
  });

  it('finds an operator that becomes useful later', () => {
    const allocator = ucb({ discount: 0.95 });
    const first = simulateFrom(allocator, [newArm('early'), newArm('late')], 300, [0.5, 0], [1, 1]);
    const second = simulateFrom(allocator, first, 900, [0, 0.5], [1, 1]);
    const slots = second.map(({ opened }, index) => opened - (first[index] as Arm).opened) as [number, number];
    expect(first[0]?.opened).toBeGreaterThan(200);
    expect(slots[1]).toBeGreaterThan(2 * slots[0]);
  });

  it('without exploration and floor stays with the arm that paid first', () => {
    const [first, second] = simulate(ucb({ exploration: 0, floor: 0 }), 200, [1, 1], [1, 2]) as [number, number];
    expect(second).toBe(1);
    expect(first).toBe(199);
  });
});
