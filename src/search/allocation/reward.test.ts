import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SlotOutcome, slotReward } from './reward.ts';

const outcome = (parts: Partial<SlotOutcome>): SlotOutcome => ({
  childMerit: 5,
  parentMerit: 4,
  memberMerits: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  improvedBest: false,
  accepted: true,
  ...parts,
});

describe('slotReward', () => {
  it.each([
    { title: 'failed', parts: { childMerit: null }, reward: 0 },
    { title: 'failed, whatever else is said', parts: { childMerit: null, improvedBest: true }, reward: 0 },
    { title: 'not a number', parts: { childMerit: Number.NaN, improvedBest: true }, reward: 0 },
    { title: 'new best', parts: { childMerit: 11, improvedBest: true }, reward: 1 },
    { title: 'better than its parent and kept: beats 4 of 10', parts: {}, reward: 0.16 },
    { title: 'better than its parent, not kept', parts: { accepted: false }, reward: 0.16 },
    { title: 'worse than its parent, kept', parts: { parentMerit: 8 }, reward: 0.16 },
    { title: 'worse than its parent, not kept', parts: { parentMerit: 8, accepted: false }, reward: 0 },
    { title: 'equal to its parent, not kept', parts: { parentMerit: 5, accepted: false }, reward: 0 },
    { title: 'no parent, not kept', parts: { parentMerit: null, accepted: false }, reward: 0 },
    { title: 'beats nobody', parts: { childMerit: 1, parentMerit: 0 }, reward: 0 },
    { title: 'beats all but is not the best of the run', parts: { childMerit: 11 }, reward: 1 },
    { title: 'first member of an island', parts: { memberMerits: [] }, reward: 1 },
    { title: 'equal members are not beaten', parts: { memberMerits: [5, 5, 4, 4] }, reward: 0.25 },
  ])('$title: $reward', ({ parts, reward }) => {
    expect(slotReward(outcome(parts))).toBeCloseTo(reward, 12);
  });

  it('takes another power', () => {
    expect(slotReward(outcome({}), 1)).toBeCloseTo(0.4, 12);
    expect(slotReward(outcome({}), 3)).toBeCloseTo(0.064, 12);
  });

  it('is between 0 and 1, grows with the merit, and knows no scale', () => {
    const merits = fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 20 });
    const merit = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(merit, merit, merits, fc.boolean(), (childMerit, parentMerit, memberMerits, accepted) => {
        const reward = slotReward(outcome({ childMerit, parentMerit, memberMerits, accepted }));
        expect(reward).toBeGreaterThanOrEqual(0);
        expect(reward).toBeLessThanOrEqual(1);
        const better = outcome({ childMerit: childMerit + 1, parentMerit, memberMerits, accepted });
        expect(slotReward(better)).toBeGreaterThanOrEqual(reward);
        // Any increasing function of the merits leaves the ranks as they are.
        const bend = (value: number) => Math.exp(value / 10) * 1e-6 - 3;
        const bent = {
          childMerit: bend(childMerit),
          parentMerit: bend(parentMerit),
          memberMerits: memberMerits.map(bend),
        };
        expect(slotReward(outcome({ ...bent, accepted }))).toBe(reward);
      }),
    );
  });
});
