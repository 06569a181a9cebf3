import type { Random } from '../base/random.ts';
import type { ModelFault } from '../core/model-fault.ts';

export interface RetryPolicy {
  /** Attempts of one call, the first included; ≥ 1. */
  readonly attempts: number;
  /** The wait before the second attempt, before jitter; doubles from there. */
  readonly firstWaitMs: number;
  /** No wait is longer, whatever a provider asks for. */
  readonly longestWaitMs: number;
}

export const RETRY_POLICY: RetryPolicy = { attempts: 5, firstWaitMs: 1_000, longestWaitMs: 60_000 };

/**
 * Milliseconds to wait before the next attempt; null to give up. `failures` counts the failures before this one, from 0.
 *
 * Exponential backoff with equal jitter: half of w = min(longest, first · 2^failures) and a uniform share of the other
 * half (M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog 2015), so that many calls that failed at once
 * do not come back at once. A provider's Retry-After is the least wait, with up to a tenth of jitter on top; when it asks
 * for more than `longestWaitMs`, that is what it gets.
 */
export function nextAttempt(
  fault: Pick<ModelFault, 'retryable' | 'retryAfterMs'>,
  failures: number,
  random: Random,
  policy: RetryPolicy = RETRY_POLICY,
): number | null {
  if (!fault.retryable || failures + 1 >= policy.attempts) return null;
  const whole = Math.min(policy.longestWaitMs, policy.firstWaitMs * 2 ** failures);
  const draw = random.float();
  const backoff = whole / 2 + (draw * whole) / 2;
  const asked = fault.retryAfterMs === null ? 0 : fault.retryAfterMs * (1 + draw / 10);
  return Math.round(Math.min(policy.longestWaitMs, Math.max(backoff, asked)));
}
