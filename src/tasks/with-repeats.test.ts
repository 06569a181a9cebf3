import { describe, expect, it } from 'vitest';
import { withRepeats } from './with-repeats.ts';

const train = { name: 'train', split: 'train' } as const;
const noise = { least: 2, most: 6, draws: 'own' } as const;

describe('withRepeats', () => {
  it('gives every stage the repeats of the task, unless it has its own', () => {
    const quick = { name: 'quick', split: 'train', repeats: { least: 1, most: 1 } } as const;
    expect(withRepeats([quick, train], noise)).toEqual([quick, { ...train, repeats: { least: 2, most: 6 } }]);
    expect(withRepeats([train], undefined)).toEqual([train]);
  });

  it.each([
    [[{ ...train, repeats: { least: 1, most: 2 } }], undefined, /wanted: noise/],
    [[{ ...train, repeats: { least: 3, most: 2 } }], noise, /at least 3 and at most 2/],
    [[train], { ...noise, least: 0 }, /0 repeats/],
    [[train], { ...noise, most: 2.5 }, /2\.5 repeats/],
  ])('refuses what makes no sense (%#)', (stages, given, message) => {
    expect(() => withRepeats(stages, given)).toThrow(/KAIZEN_TASK_MANIFEST_INVALID/);
    expect(() => withRepeats(stages, given)).toThrow(message);
  });
});
