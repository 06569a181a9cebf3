import type { InvalidAnswer, Measurement } from '../../core/evaluation.ts';
import { CandidateFault } from '../../sandbox/contract.ts';
import { numbersIn } from './numbers.ts';

/** What is known by a name of its own, and so is no metric. */
const RESERVED = new Set(['combined_score', 'public', 'private', 'text_feedback', 'extra_data']);
/** Times differ from run to run, and what is in a log must not; Kaizen measures them itself. */
const TIMES = new Set(['execution_time_mean', 'execution_time_std']);
const MAX_FEEDBACK = 4_000;

/**
 * The score in what an evaluator of ShinkaEvolve wrote: `metrics.json` {combined_score, public, private, text_feedback}
 * and `correct.json` {correct, error}. As there, a program that is not correct, or whose score is not a finite number, has
 * none. Throws CandidateFault where the evaluator ended without writing anything.
 */
export function shinkaMeasurement(outcome: unknown): Measurement | InvalidAnswer {
  const { exit, metrics, correct, picture, errors } = record(outcome);
  if (metrics === null && exit !== 0) {
    throw new CandidateFault(
      'crash',
      `the evaluator ended with ${String(exit)}: ${textOf(errors)?.trim() ?? 'it said nothing'}`,
    );
  }
  const { correct: isCorrect, error } = record(correct);
  const found = record(metrics);
  const feedback = textOf(found.text_feedback);
  const withFeedback = feedback === undefined ? {} : { feedback };
  if (isCorrect !== true) {
    const reason = correct === null ? missing('correct.json') : (textOf(error) ?? 'the evaluator says: not correct');
    return { invalid: reason, ...withFeedback };
  }
  if (metrics === null) return { invalid: missing('metrics.json') };
  const score = found.combined_score;
  if (typeof score !== 'number' || !Number.isFinite(score)) {
    const got = score === undefined ? 'not there' : typeof score === 'number' ? String(score) : JSON.stringify(score);
    return { invalid: `[KAIZEN_METRIC_INVALID] combined_score is ${got}, not a finite number`, ...withFeedback };
  }
  const others = Object.fromEntries(Object.entries(found).filter(([name]) => !RESERVED.has(name) && !TIMES.has(name)));
  return {
    score,
    metrics: { ...numbersIn(others), ...numbersIn(found.public) },
    privateMetrics: numbersIn(found.private),
    ...withFeedback,
    ...(typeof picture === 'string' && { artifacts: { picture } }),
  };
}

function missing(file: string): string {
  return `[KAIZEN_METRICS_MISSING] the evaluator wrote no ${file}`;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, MAX_FEEDBACK);
}
