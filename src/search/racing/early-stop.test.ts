import { describe, expect, it } from 'vitest';
import { randomFrom, slotKey } from '../../base/random.ts';
import { earlyVerdict } from './early-stop.ts';

describe('earlyVerdict', () => {
  // Mean 2, s = 1, n = 3: standard error 0.57735. z of a threshold 1 is 1.73205, P = 0.9584; t(2) at 90 % is 2.91999,
  // so the interval is 2 ± 1.68586.
  const merits = [1, 2, 3];
  const rules = ['bayesian', 'interval', 'hybrid'] as const;

  it.each([
    { threshold: 1, expected: ['beats', 'uncertain', 'uncertain'] },
    { threshold: 1.1, expected: ['uncertain', 'uncertain', 'uncertain'] },
    { threshold: 0.3, expected: ['beats', 'beats', 'beats'] },
    { threshold: 0.32, expected: ['beats', 'uncertain', 'uncertain'] },
    { threshold: 3, expected: ['fails', 'uncertain', 'uncertain'] },
    { threshold: 3.7, expected: ['fails', 'fails', 'fails'] },
    { threshold: 2, expected: ['uncertain', 'uncertain', 'uncertain'] },
  ])('1, 2, 3 against $threshold', ({ threshold, expected }) => {
    expect(rules.map((rule) => earlyVerdict(merits, threshold, { rule }))).toEqual(expected);
  });

  it.each([
    { title: 'too few trials', merits: [1, 2], threshold: -100, expected: 'uncertain' },
    { title: 'no spread, above', merits: [2, 2, 2], threshold: 1.999, expected: 'beats' },
    { title: 'no spread, below', merits: [2, 2, 2], threshold: 2.001, expected: 'fails' },
    { title: 'no spread, equal', merits: [2, 2, 2], threshold: 2, expected: 'uncertain' },
    { title: 'a trial that is not finite', merits: [2, 2, Number.NaN], threshold: 1, expected: 'uncertain' },
  ])('$title: $expected', ({ merits: trials, threshold, expected }) => {
    expect(earlyVerdict(trials, threshold)).toBe(expected);
  });

  it('a smaller cutoff and more confidence ask for more', () => {
    expect(earlyVerdict(merits, 1, { rule: 'bayesian', cutoff: 0.04 })).toBe('uncertain');
    expect(earlyVerdict(merits, 0.3, { rule: 'interval', confidence: 0.95 })).toBe('uncertain');
    expect(earlyVerdict([1, 2], 1.1, { rule: 'bayesian', leastTrials: 2, cutoff: 0.3 })).toBe('beats');
  });

  it('the interval errs as often as it says, the normal posterior more often', () => {
    // Three trials of a mean that is exactly the threshold: every verdict is an error, 10 % are promised.
    const errors = { bayesian: 0, interval: 0, hybrid: 0 };
    const runs = 4000;
    for (let run = 0; run < runs; run++) {
      const random = randomFrom(slotKey(5, run, 'trials'));
      const trials = [random.normal(), random.normal(), random.normal()];
      for (const rule of rules) if (earlyVerdict(trials, 0, { rule }) !== 'uncertain') errors[rule] += 1;
    }
    // Three standard errors of a share of 0.1 are 0.014.
    expect(Math.abs(errors.interval / runs - 0.1)).toBeLessThan(0.015);
    expect(errors.bayesian / runs).toBeGreaterThan(0.18);
    expect(errors.hybrid).toBe(Math.min(errors.interval, errors.bayesian));
  });
});
