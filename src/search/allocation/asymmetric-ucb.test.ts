import { describe, expect, it } from 'vitest';
import { assertFrequencies, countDraws } from '../../../testing/conformance/chi-squared.ts';
import { randomFrom, slotKey } from '../../base/random.ts';
import { type Arm, newArm } from '../../core/search.ts';
import { armValues, asymmetricUcb, asymmetricUcbOptions } from './asymmetric-ucb.ts';

const arm = (parts: Partial<Arm>): Arm => ({ ...newArm('any'), ...parts });
const settings = (parts: Parameters<typeof asymmetricUcb>[0]) => asymmetricUcbOptions.parse(parts);
const LN2 = Math.log(2);

describe('credit in log space', () => {
  const credited = (gains: readonly number[], options: Parameters<typeof asymmetricUcb>[0] = {}) => {
    const allocator = asymmetricUcb(options);
    return gains.reduce((before, gain) => allocator.credit(before, { reward: 0, compute: 1, gain }), newArm('any'));
  };

  it.each([
    // e^ln2 − 1 = 1.
    { title: 'one gain of ln 2', gains: [LN2], options: {}, sum: 1, weight: 1 },
    // 0.95 · 1 + (3 − 1) = 2.95; 0.95 + 1 = 1.95.
    { title: 'gains of ln 2 and ln 3', gains: [LN2, Math.log(3)], options: {}, sum: 2.95, weight: 1.95 },
    // 0.5 · (0.5 · 1 + 0) + 0 = 0.25; 0.5 · (0.5 · 1 + 1) + 1 = 1.75.
    { title: 'two failures after a gain', gains: [LN2, 0, 0], options: { discount: 0.5 }, sum: 0.25, weight: 1.75 },
    // e^(2 ln 2) − 1 = 3.
    { title: 'sharpness 2', gains: [LN2], options: { sharpness: 2 }, sum: 3, weight: 1 },
    { title: 'a negative gain is none', gains: [LN2, -5], options: { discount: 1 }, sum: 1, weight: 2 },
  ])('$title', ({ gains, options, sum, weight }) => {
    const { logGain, weight: counted } = credited(gains, options);
    expect(Math.exp(logGain as number)).toBeCloseTo(sum, 12);
    expect(counted).toBeCloseTo(weight, 12);
  });

  it('nothing gained leaves no logarithm of zero behind', () => {
    expect(credited([0, 0])).not.toHaveProperty('logGain');
  });

  it('gains that overflow an exponential are counted', () => {
    // ln(0.95 e^1000 + e^1001) = 1001 + ln(1 + 0.95 / e).
    expect(credited([1000, 1001]).logGain).toBeCloseTo(1001 + Math.log1p(0.95 / Math.E), 9);
    expect(Number.isFinite(credited([Number.MAX_VALUE, Number.POSITIVE_INFINITY]).logGain)).toBe(true);
  });

  it('tiny gains are not rounded away', () => {
    expect(credited([1e-20]).logGain).toBeCloseTo(Math.log(1e-20), 9);
  });

  it('where no gain is reported the reward stands for it', () => {
    const { logGain } = asymmetricUcb().credit(newArm('any'), { reward: LN2, compute: 1 });
    expect(logGain).toBeCloseTo(0, 12);
  });
});

describe('armValues', () => {
  // Means 4 / 2 = 2 and 1 / 2 = 0.5, so u = 1 and 0.25; t = 8, so √(2 ln 8 / 4) = 1.019667.
  const arms = [
    arm({ opened: 4, closed: 4, weight: 2, logGain: Math.log(4), compute: 8 }),
    arm({ opened: 4, closed: 4, weight: 2, logGain: Math.log(1), compute: 2 }),
  ];

  it('is the relative mean plus the confidence term, where cost does not count', () => {
    const [first, second] = armValues(arms, settings({ costWeight: 0 })) as [number, number];
    expect(first).toBeCloseTo(2.0196672, 6);
    expect(second).toBeCloseTo(1.2696672, 6);
  });

  it('blends in how cheap each arm is', () => {
    // Mean costs 4 and 1, cheapness 1/4 and 1 without the benefit of the doubt.
    const options = settings({ exploration: 0, costExploration: 0 });
    expect(armValues(arms, options)).toEqual([0.5 * 1 + 0.5 * 0.25, 0.5 * 0.25 + 0.5 * 1]);
    expect(armValues(arms, settings({ exploration: 0, costExploration: 0, costPower: 2 }))[0]).toBeCloseTo(
      0.5 + 0.5 / 16,
      12,
    );
  });

  it('gives costs the benefit of the doubt', () => {
    // bonus = 0.1 · (4 − 1) · 1.0196672 = 0.3059002: x = 3.6940998 and 0.6940998, cheapness 0.1878942 and 1.
    const [first] = armValues(arms, settings({ exploration: 0, costWeight: 1 })) as [number];
    expect(first).toBeCloseTo(0.1878942, 6);
  });

  it('a failure lowers the mean of its arm', () => {
    const allocator = asymmetricUcb();
    const failed = allocator.credit(arms[0] as Arm, { reward: 0, compute: 4, gain: 0 });
    const meanOf = ({ logGain, weight }: Arm) => Math.exp(logGain as number) / weight;
    // 0.95 · 4 / (0.95 · 2 + 1) = 1.310345.
    expect(meanOf(failed)).toBeCloseTo(1.3103448, 6);
    expect(meanOf(failed)).toBeLessThan(meanOf(arms[0] as Arm));
  });

  it('does not depend on the units of gain and compute', () => {
    const scaled = arms.map((one) => ({ ...one, logGain: (one.logGain as number) + 700, compute: one.compute * 1e6 }));
    const values = armValues(arms, settings({}));
    armValues(scaled, settings({})).forEach((value, index) => {
      expect(value).toBeCloseTo(values[index] as number, 9);
    });
  });

  describe('with priors', () => {
    const named = arms.map((one, index) => ({ ...one, operator: index === 0 ? 'a' : 'b' }));
    // Own u = 1 and 1/4 from 2 slots each; earlier rewards 0.2 and 0.8 a slot, v = 1/4 and 1.
    const priors = { a: { weight: 6, reward: 1.2, compute: 6 }, b: { weight: 2, reward: 1.6, compute: 4 } };
    const only = { exploration: 0, costWeight: 0, costExploration: 0, priors };

    it('blends shares of the best, each by its slots', () => {
      // (2 · 1 + 6 · 1/4) / 8 and (2 · 1/4 + 2 · 1) / 4.
      expect(armValues(named, settings({ ...only, discount: 1 }))).toEqual([0.4375, 0.625]);
      // Four slots of its own leave 1/16: (2 + 0.375 · 1/4) / 2.375 and (0.5 + 0.125) / 2.125.
      const [a, b] = armValues(named, settings({ ...only, discount: 0.5 })) as [number, number];
      expect(a).toBeCloseTo(2.09375 / 2.375, 12);
      expect(b).toBeCloseTo(0.625 / 2.125, 12);
    });

    it('counts earlier slots in the confidence term', () => {
      // n = 10 and 6, t = 16: √(2 ln 16 / 10) = 0.744659 and √(2 ln 16 / 6) = 0.961350.
      const [a, b] = armValues(named, settings({ ...only, exploration: 1, discount: 1 })) as [number, number];
      expect(a).toBeCloseTo(0.4375 + 0.744659, 5);
      expect(b).toBeCloseTo(0.625 + 0.96135, 5);
    });

    it('counts earlier compute in multiples of a mean slot of this run', () => {
      // A mean slot takes 10 / 4 = 2.5: (8 + 15) / 8 = 2.875 and (2 + 10) / 4 = 3, so a is the cheaper one.
      const [a, b] = armValues(named, settings({ ...only, costWeight: 1, discount: 1 })) as [number, number];
      expect(a).toBe(1);
      expect(b).toBeCloseTo(2.875 / 3, 12);
    });

    it('decides alone before anything was gained, and changes nothing for arms that nobody knows', () => {
      const idle = ['a', 'b'].map((operator) => arm({ operator, opened: 1, closed: 1, weight: 1, compute: 1 }));
      const [a, b] = armValues(idle, settings({ ...only, discount: 1 })) as [number, number];
      expect(a).toBeCloseTo((6 * 0.25) / 7, 12);
      expect(b).toBeCloseTo(2 / 3, 12);
      const strangers = arms.map((one) => ({ ...one, operator: 'stranger' }));
      expect(armValues(strangers, settings({ priors }))).toEqual(armValues(strangers, settings({})));
    });
  });

  it('explores only while nothing was gained', () => {
    const idle = [3, 6].map((slots) => arm({ opened: slots, closed: slots, weight: slots }));
    const values = armValues(idle, settings({ costWeight: 0 }));
    // √(2 ln 9 / 3) and √(2 ln 9 / 6).
    expect(values[0]).toBeCloseTo(1.210296, 6);
    expect(values[1]).toBeCloseTo(0.8558085, 6);
  });
});

describe('choice', () => {
  const choose = (arms: readonly Arm[], options = {}) =>
    countDraws([...arms.keys()], 6000, (slot) =>
      asymmetricUcb(options).choose(arms, randomFrom(slotKey(3, slot, 'operator'))),
    );
  const seen = (logGain: number) => arm({ opened: 9, closed: 9, weight: 9, logGain, compute: 9 });

  it('the best arm gets 1 − ε, the others share ε', () => {
    assertFrequencies(choose([seen(0), seen(2), seen(1), seen(-3)]), [0.2 / 3, 0.8, 0.2 / 3, 0.2 / 3]);
    assertFrequencies(choose([seen(0), seen(2)], { epsilon: 0 }), [0, 1]);
  });

  it('arms that were never opened come first, equally often', () => {
    assertFrequencies(choose([seen(0), newArm('a'), seen(9), newArm('b')]), [0, 1, 0, 1]);
  });
});
