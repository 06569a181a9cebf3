import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulateFrom } from '../../../testing/conformance/allocator.ts';
import { type Arm, newArm } from '../../core/search.ts';
import { asymmetricUcb } from './asymmetric-ucb.ts';
import { creditArm } from './discount.ts';
import { withPriors } from './priors.ts';
import { thompson } from './thompson.ts';
import { ucb, upperBounds } from './ucb.ts';

const arm = (parts: Partial<Arm>): Arm => ({ ...newArm('any'), ...parts });
const PRIORS = { a: { weight: 10, reward: 4, compute: 20 } };

describe('withPriors', () => {
  it('adds what is left of the prior, compute in multiples of a mean slot of this run', () => {
    const arms = [
      arm({ operator: 'a', opened: 2, closed: 2, weight: 2, reward: 1, compute: 30 }),
      arm({ operator: 'b', opened: 3, closed: 3, weight: 3, reward: 0, compute: 20 }),
    ];
    // A mean slot takes (30 + 20) / (2 + 3) = 10; half of the prior is forgotten twice.
    const [a, b] = withPriors(arms, PRIORS, 0.5);
    expect(a).toMatchObject({ weight: 2 + 2.5, reward: 1 + 1, compute: 30 + 50, opened: 2, closed: 2 });
    expect(b).toBe(arms[1]);
  });

  it('changes nothing without priors, and counts 1 for a slot while nothing was used', () => {
    const arms = [arm({ operator: 'a' })];
    expect(withPriors(arms, undefined, 0.9)).toBe(arms);
    expect(withPriors(arms, PRIORS, 0.9)[0]).toMatchObject({ weight: 10, reward: 4, compute: 20 });
  });

  it('is what an arm would hold that had started from the prior', () => {
    const credits = fc.array(
      fc.record({ reward: fc.double({ min: 0, max: 1, noNaN: true }), compute: fc.constant(0) }),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(credits, fc.constantFrom(1, 0.99, 0.5), (slots, discount) => {
        const run = (start: Arm): Arm => slots.reduce((one, credit) => creditArm(one, credit, discount), start);
        const stored = run(arm({ operator: 'a', weight: 10, reward: 4 }));
        const [read] = withPriors([run(arm({ operator: 'a' }))], PRIORS, discount);
        expect(read?.weight).toBeCloseTo(stored.weight, 9);
        expect(read?.reward).toBeCloseTo(stored.reward, 9);
      }),
      { numRuns: 100 },
    );
  });
});

describe('allocators with priors', () => {
  const prior = (reward: number) => ({ weight: 50, reward, compute: 50 });
  const arms = [newArm('good'), newArm('bad'), newArm('also-bad')];
  const priors = { good: prior(25), bad: prior(1), 'also-bad': prior(1) };

  it.each([
    ['thompson', thompson],
    ['ucb', ucb],
    ['asymmetric-ucb', asymmetricUcb],
  ] as const)('%s knows a good operator from the start, and gives it up when it is bad here', (_, make) => {
    const shares = (options: Parameters<typeof make>[0], slots: number, chances: number[]): number[] =>
      simulateFrom(make(options), arms, slots, chances, [1, 1, 1]).map(({ opened }) => opened);
    // Before anything is earned here, only the prior tells the arms apart.
    const [informed, uninformed] = [{ priors }, {}].map((options) => shares(options, 45, [0, 0, 0])[0]);
    expect(informed).toBeGreaterThan(25);
    expect(uninformed).toBeLessThan(20);
    const misled = shares({ priors }, 1_500, [0.02, 0.4, 0.02]);
    expect(misled[1]).toBeGreaterThan(900);
  });

  it('earlier slots count in the logarithm of upper bounds too', () => {
    const known = withPriors(
      [arm({ operator: 'a', opened: 1, closed: 1, weight: 1, reward: 0, compute: 1 })],
      PRIORS,
      1,
    );
    // n = T = 11 and the only rate is the best one.
    expect(upperBounds(known, 2)).toEqual([1 + 2 * Math.sqrt(Math.log(11) / 11)]);
  });
});
