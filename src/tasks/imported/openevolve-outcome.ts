import type { Json } from '../../base/json.ts';
import type { InvalidAnswer, Measurement } from '../../core/evaluation.ts';
import { CandidateFault } from '../../sandbox/contract.ts';
import { numbersIn } from './numbers.ts';

const MAX_FEEDBACK = 4_000;

/**
 * The score in what an evaluator of OpenEvolve returned. As there: `combined_score`, else the mean of the numeric metrics
 * that are not feature dimensions. Other than there, a program that the evaluator reports to have failed (a text in
 * `error`, `timeout` true, or `error` and nothing else) has no score, so that a failure never beats a bad result.
 */
export function openEvolveMeasurement(
  outcome: unknown,
  featureDimensions: readonly string[],
): Measurement | InvalidAnswer {
  // It comes out of the sandbox, where the program could have written anything in its place.
  const { metrics: reported, artifacts: shown } = record(outcome);
  const metrics = record(reported);
  const artifacts = textsIn(record(shown));
  const feedback = feedbackIn(metrics, artifacts);
  const withFeedback = feedback === '' ? {} : { feedback };
  if (metrics.timeout === true) throw new CandidateFault('timeout', 'the evaluator says: timeout');
  if (typeof metrics.error === 'string' && metrics.error !== '') return { invalid: metrics.error, ...withFeedback };
  const numbers = numbersIn(metrics);
  const { combined_score: combined } = metrics;
  if (combined !== undefined && combined !== null) {
    if (typeof combined === 'number' && Number.isFinite(combined)) return measured(combined);
    const got = typeof combined === 'number' ? String(combined) : JSON.stringify(combined);
    return { invalid: `[KAIZEN_METRIC_INVALID] combined_score is ${got}, not a finite number`, ...withFeedback };
  }
  const names = Object.keys(numbers);
  if (names.length === 0 || (names.length === 1 && names[0] === 'error')) {
    return { invalid: '[KAIZEN_METRICS_MISSING] the evaluator returned no number', ...withFeedback };
  }
  const scored = names.filter((name) => !featureDimensions.includes(name));
  const values = (scored.length > 0 ? scored : names).map((name) => numbers[name] as number);
  return measured(values.reduce((sum, value) => sum + value, 0) / values.length);

  function measured(score: number): Measurement {
    const picture = Object.values(artifacts).find((text) => /^\s*<svg[\s>]/.test(text));
    const kept: Record<string, Json> = { ...artifacts, ...(picture !== undefined && { picture }) };
    return { score, metrics: numbers, artifacts: kept, ...withFeedback };
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function textsIn(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** Texts among the metrics, and the artifacts: what OpenEvolve would show a model. */
function feedbackIn(metrics: Record<string, unknown>, artifacts: Record<string, string>): string {
  const texts = Object.entries(metrics).filter(([, value]) => typeof value === 'string');
  const lines = [...texts, ...Object.entries(artifacts)].map(([name, text]) => `${name}: ${String(text)}`);
  return lines.join('\n').slice(0, MAX_FEEDBACK);
}
