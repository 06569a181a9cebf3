import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Random, randomFrom, rootKey } from '../base/random.ts';
import { nextAttempt, RETRY_POLICY } from './next-attempt.ts';

const drawing = (value: number): Random => ({ ...randomFrom(rootKey(0)), float: () => value });
const busy = { retryable: true, retryAfterMs: null };

describe('the wait before the next attempt', () => {
  // Half of min(60 s, 1 s · 2^failures), and the drawn share of the other half.
  it.each([
    [0, 0, 500],
    [0, 0.5, 750],
    [1, 0, 1000],
    [2, 0.5, 3000],
    [3, 0.25, 5000],
  ])('after %i failures, draw %f: %i ms', (failures, draw, wait) => {
    expect(nextAttempt(busy, failures, drawing(draw))).toBe(wait);
  });

  it.each([
    // Retry-After is the least, with up to a tenth on top; 60 s is the most.
    [10_000, 0, 10_000],
    [10_000, 0.5, 10_500],
    [100, 0.5, 750],
    [0, 0, 500],
    [59_000, 0.9, 60_000],
    [3_600_000, 0, 60_000],
  ])('a provider that asks for %i ms, draw %f: %i ms', (retryAfterMs, draw, wait) => {
    expect(nextAttempt({ retryable: true, retryAfterMs }, 0, drawing(draw))).toBe(wait);
  });

  it('gives up after the last attempt, and at once on what cannot get better', () => {
    expect(nextAttempt(busy, RETRY_POLICY.attempts - 2, drawing(0))).not.toBeNull();
    expect(nextAttempt(busy, RETRY_POLICY.attempts - 1, drawing(0))).toBeNull();
    expect(nextAttempt({ retryable: false, retryAfterMs: 1000 }, 0, drawing(0))).toBeNull();
  });

  it('is a whole number of milliseconds within the policy, the same for the same draw', () => {
    const wait = fc.option(fc.integer({ min: 0, max: 1e12 }));
    fc.assert(
      fc.property(wait, fc.nat(3), fc.integer(), (retryAfterMs, failures, seed) => {
        const once = (): number | null =>
          nextAttempt({ retryable: true, retryAfterMs }, failures, randomFrom(rootKey(seed)));
        const ms = once() as number;
        expect(Number.isInteger(ms)).toBe(true);
        expect(ms).toBeGreaterThanOrEqual(500);
        expect(ms).toBeLessThanOrEqual(RETRY_POLICY.longestWaitMs);
        expect(once()).toBe(ms);
      }),
    );
  });
});
